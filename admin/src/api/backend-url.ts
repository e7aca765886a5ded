/** Where the server is; Strapi's admin panel puts it on the window and its own client reads it there. */
export const backendUrl = (): string => (window.strapi as unknown as { backendURL: string }).backendURL;
