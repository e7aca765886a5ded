'use strict';

const { createReadStream } = require('node:fs');
const path = require('node:path');

/**
 * What a life does, step by step. Each step asks the database how far an earlier life has come, and goes on from there; it
 * gives the id of the job that it is about, or undefined.
 */
const createSteps = (app, viewer) => {
  const { strapi } = app;
  const [jobs, runner] = [app.service('jobs'), app.service('runner')];
  const table = (name) => strapi.db.connection(`external_contacts_${name}`);
  const nameOf = (file) => path.basename(file);
  const find = ({ file }) => table('jobs').where({ name: nameOf(file) }).first();

  /** The file of an earlier life, or a new upload. */
  const upload = async (file) => {
    const known = await table('files').where({ state: 'ready', name: nameOf(file) }).first('uid');
    return known?.uid ?? (await app.service('files').upload({ stream: createReadStream(file), name: nameOf(file), actor: viewer.actor })).id;
  };

  const plan = async ({ file, setting }) => {
    const known = await find({ file });
    const uid = known?.uid ?? (await jobs.create({ file: await upload(file), setting, name: nameOf(file) }, viewer.actor)).id;
    await runner.drive(uid);
    return uid;
  };

  const go = async ({ file }) => {
    const { uid } = await find({ file });
    await runner.drive(uid);
    const { state, planHash } = await jobs.get(uid, viewer);
    if (state === 'validated') await jobs.import(uid, { planHash }, viewer);
    await runner.drive(uid);
    return uid;
  };

  return {
    plan,
    go,
    import: async (step) => {
      await plan(step);
      return go(step);
    },
    /** Corrects rows of a job that waits (it is planned anew) or has ended (it is retried, and waits). */
    fix: async ({ file, fixes }) => {
      const { id, uid } = await find({ file });
      const known = await table('corrections').where({ job_id: id, row_number: fixes[0].row }).first('id');
      if (known === undefined) await jobs.fix(uid, { fixes }, viewer, () => true);
      await runner.drive(uid);
      return uid;
    },
    undo: async ({ file }) => {
      const { uid, state } = await find({ file });
      if (state !== 'undoing' && state !== 'undone') await app.service('undos').start(uid, viewer);
      await runner.drive(uid);
      return uid;
    },
    /** A person's edit. */
    edit: async ({ lastName, data }) => {
      const contact = await strapi.db.query('plugin::external-contacts.contact').findOne({ where: { lastName } });
      await strapi.documents('plugin::external-contacts.contact').update({ documentId: contact.documentId, data });
    },
    /** The application's own records, which refer to those contacts. */
    tickets: async ({ lastNames }) => {
      if ((await strapi.db.connection('tickets').first('id')) !== undefined) return;
      for (const lastName of lastNames) {
        const contact = await strapi.db.query('plugin::external-contacts.contact').findOne({ where: { lastName } });
        await strapi.documents('api::ticket.ticket').create({ data: { subject: lastName, contact: contact.documentId, watchers: [contact.documentId] } });
      }
    },
  };
};

module.exports = { createSteps };
