/** Booting Strapi, migrating MariaDB or opening a browser takes seconds each; on two busy cores several times that. */
jest.setTimeout(180_000);
