/**
 * Who may call what. One row for each route of `routes/endpoints.ts`; a route without one fails the suite `permissions-matrix`. Jobs, files, settings and
 * held rows that the routes are asked about are those of a super administrator, so that `unknown` means: another's thing answers like an id that is none.
 *
 *   login     401: nobody is logged in
 *   no        403
 *   unknown   404
 *   yes       the route did its work, or found fault with the request itself
 *   -         not served there
 */
export const ANSWERS = ['login', 'no', 'unknown', 'yes', '-'] as const;
export type Answer = (typeof ANSWERS)[number];

/** The same for every route but the exceptions, and so in no row below. */
export const EVERYWHERE = {
  'nobody, at the admin routes': 'login',
  'nobody, at the content API': 'no',
  'a token without any scope': 'no',
  'an expired token': 'login',
  'an administrator without any right': 'no',
  'a deactivated administrator': 'login',
  'a token whose owner was blocked': 'login',
  'a super administrator': 'yes',
} as const satisfies Record<string, Answer>;

/** Everybody who is logged in may ask what they themselves lack. */
export const EXCEPTIONS: Readonly<Record<string, Partial<Record<keyof typeof EVERYWHERE, Answer>>>> = {
  'GET /prerequisites': { 'an administrator without any right': 'yes' },
};

/**
 * token    a content-API token with every scope of the plugin, which sees no work of others
 * user     a user of users-permissions whose role has them all
 * own      an administrator with every right but those that end in `view-all`
 * all      an administrator with every right
 * lesser   an admin API token of that one, which names only: import-job.view, import-csv-file.view, contact.view
 */
export const PERSONS = ['token', 'user', 'own', 'all', 'lesser'] as const;
export type Person = (typeof PERSONS)[number];

export const EXPECTED_ACCESS: Readonly<Record<string, string>> = {
  //                                        token    user     own      all      lesser
  'POST /files':                           'yes      yes      yes      yes      no',
  'GET /files/:id':                        'unknown  unknown  unknown  yes      unknown',
  'POST /files/:id/parse':                 'unknown  unknown  unknown  yes      no',
  'GET /files/:id/preview':                'unknown  unknown  unknown  yes      unknown',
  'GET /files/:id/values':                'unknown  unknown  unknown  yes      unknown',
  'GET /files/:id/original':               'unknown  unknown  unknown  yes      unknown',

  'GET /targets':                          'yes      yes      yes      yes      no',
  'GET /targets/:uid/fields':              'yes      yes      yes      yes      no',
  'POST /targets/:uid/mapping':            'unknown  unknown  unknown  yes      no',
  'GET /targets/:uid/template.csv':        'yes      yes      yes      yes      no',
  'GET /targets/:uid/export.csv':          'yes      yes      yes      yes      no',
  // What another's import wrote is answered like what no import wrote: null.
  'GET /targets/:uid/records/:id/origin':  'yes      yes      yes      yes      yes',

  'GET /import-settings':                  'yes      yes      yes      yes      no',
  'POST /import-settings':                 'yes      yes      yes      yes      no',
  'GET /import-settings/:id':              'unknown  unknown  unknown  yes      no',
  'PUT /import-settings/:id':              'unknown  unknown  unknown  yes      no',
  'DELETE /import-settings/:id':           'unknown  unknown  unknown  yes      no',

  'GET /presets':                          'yes      yes      yes      yes      no',
  'POST /presets':                         'yes      yes      yes      yes      no',
  'GET /presets/:id':                      'yes      yes      yes      yes      no',
  'PUT /presets/:id':                      'yes      yes      yes      yes      no',
  'DELETE /presets/:id':                   'yes      yes      yes      yes      no',

  'GET /attributes':                      'yes      yes      yes      yes      no',
  'POST /attributes':                     'yes      yes      yes      yes      no',
  'GET /attributes/:id':                  'yes      yes      yes      yes      no',
  'PUT /attributes/:id':                  'yes      yes      yes      yes      no',
  'DELETE /attributes/:id':               'yes      yes      yes      yes      no',
  'GET /consents':                        'yes      yes      yes      yes      no',
  'POST /consents':                       'yes      yes      yes      yes      no',
  'GET /consents/:id':                    'yes      yes      yes      yes      no',
  'PUT /consents/:id':                    'yes      yes      yes      yes      no',
  'DELETE /consents/:id':                 'yes      yes      yes      yes      no',
  'GET /attribute-values':                'yes      yes      yes      yes      no',
  'GET /attribute-values.csv':            'yes      yes      yes      yes      no',
  'GET /contacts/:id/values':             'yes      yes      yes      yes      yes',
  'PUT /contacts/:id/values':             'yes      yes      yes      yes      no',
  'GET /segments':                        'yes      yes      yes      yes      no',
  'POST /segments':                       'yes      yes      yes      yes      no',
  'POST /segments/count':                 'yes      yes      yes      yes      no',
  'GET /segments/:id':                    'yes      yes      yes      yes      no',
  'PUT /segments/:id':                    'yes      yes      yes      yes      no',
  'DELETE /segments/:id':                 'yes      yes      yes      yes      no',
  'GET /segment-fields':                  'yes      yes      yes      yes      no',

  'GET /external-sources':                 'yes      yes      yes      yes      no',
  'POST /external-sources':                'yes      yes      yes      yes      no',
  'GET /external-sources/:id':             'yes      yes      yes      yes      no',
  'PUT /external-sources/:id':             'yes      yes      yes      yes      no',
  'DELETE /external-sources/:id':          'yes      yes      yes      yes      no',

  'POST /jobs':                            'unknown  unknown  unknown  unknown  no',
  'GET /jobs':                             'yes      yes      yes      yes      yes',
  'GET /jobs/:id':                         'unknown  unknown  unknown  yes      unknown',
  'POST /jobs/:id/import':                 'unknown  unknown  unknown  yes      no',
  'POST /jobs/:id/cancel':                 'unknown  unknown  unknown  yes      no',
  'POST /jobs/:id/undo':                   'unknown  unknown  unknown  yes      no',
  'GET /jobs/:id/undo-preview':            'unknown  unknown  unknown  yes      no',
  'POST /jobs/:id/fixes':                  'unknown  unknown  unknown  yes      no',
  'POST /jobs/:id/retry':                  'unknown  unknown  unknown  yes      no',
  'POST /jobs/:id/purge':                  'unknown  unknown  unknown  yes      no',
  'GET /jobs/:id/rows':                    'unknown  unknown  unknown  yes      unknown',
  'GET /jobs/:id/rows/:row':               'unknown  unknown  unknown  yes      unknown',
  'GET /jobs/:id/issues':                  'unknown  unknown  unknown  yes      unknown',
  'GET /jobs/:id/errors.csv':              'unknown  unknown  unknown  yes      unknown',
  'GET /jobs/:id/results.csv':             'unknown  unknown  unknown  yes      unknown',

  'GET /held-rows':                        'yes      yes      yes      yes      yes',
  'POST /held-rows/:id/decide':            'unknown  unknown  unknown  yes      no',
  'POST /held-rows/decide':                'unknown  unknown  unknown  yes      no',

  'GET /contacts':                         'yes      yes      yes      yes      yes',
  'GET /contacts/:id':                     'yes      yes      yes      yes      yes',
  'POST /contacts':                        'yes      yes      -        -        -',
  'PUT /contacts/:id':                     'yes      yes      -        -        -',
  'DELETE /contacts/:id':                  'yes      yes      -        -        -',
  'POST /contacts/statuses':               'yes      yes      yes      yes      no',
  'POST /contacts/:id/erase':              'yes      yes      yes      yes      no',
  'GET /organizations':                    'yes      yes      yes      yes      yes',
  'GET /organizations/:id':                'yes      yes      yes      yes      yes',
  'POST /organizations':                   'yes      yes      -        -        -',
  'PUT /organizations/:id':                'yes      yes      -        -        -',
  'DELETE /organizations/:id':             'yes      yes      -        -        -',

  'GET /notices':                          'yes      yes      yes      yes      yes',
  'POST /notices/read':                    'yes      yes      yes      yes      yes',
  'GET /notices/channels':                 'yes      yes      yes      yes      yes',
  'POST /notices/test':                    'yes      yes      yes      yes      no',
  'GET /webhooks':                         'yes      yes      yes      yes      no',
  'PUT /webhooks/:id':                     'yes      yes      yes      yes      no',

  'GET /health':                           'yes      yes      yes      yes      yes',
  'GET /audit':                            'yes      yes      yes      yes      no',
  'GET /roles':                            '-        -        no       no       no',
  'POST /roles':                           '-        -        no       no       no',
  'GET /prerequisites':                    '-        -        yes      yes      yes',

  'GET /openapi.json':                     'yes      yes      yes      yes      yes',
};
