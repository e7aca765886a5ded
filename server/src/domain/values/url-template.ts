/** Whether a source's deep link can be opened from the panel: a web address, and nothing else, with the place of the ID in it. */
export const isUrlTemplate = (template: string): boolean =>
  /^https?:\/\//iu.test(template) && template.includes('{id}') && URL.canParse(template.replaceAll('{id}', '1'));
