/** A relation and fields of an integrator's own on our types: the plugin must know what it did not bring along. */
interface Extended {
  contentTypes: { contact: { schema: { attributes: Record<string, unknown> } } };
}

export default <Plugin extends Extended>(plugin: Plugin): Plugin => {
  const { attributes } = plugin.contentTypes.contact.schema;
  attributes['tickets'] = { type: 'relation', relation: 'oneToMany', target: 'api::ticket.ticket', mappedBy: 'contact' };
  attributes['mentor'] = { type: 'relation', relation: 'manyToOne', target: 'plugin::external-contacts.contact' };
  return plugin;
};
