import { UID_OF_TARGET } from '../../../server/src/contracts';

const FIELD = /^field\.(\w+)$/u;

/**
 * The Content Manager names an attribute by the translation `content-manager.content-types.UID.ATTRIBUTE`, and by the attribute's technical
 * name where there is none. The names of the wizard's fields serve there too, so that a field has one name everywhere.
 */
export const contentManagerLabels = (messages: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(messages).flatMap(([key, message]) => {
      const attribute = FIELD.exec(key)?.[1];
      return attribute === undefined ? [] : Object.values(UID_OF_TARGET).map((uid) => [`content-manager.content-types.${uid}.${attribute}`, message]);
    }),
  );
