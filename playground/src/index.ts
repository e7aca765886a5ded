/** The playground is an ordinary Strapi application: everything that it does is in src/api and in the plugin. */
export default {
  register() {},
  bootstrap() {},
};
