import path from 'node:path';
import type { Core } from '@strapi/strapi';

type Clients = Record<Core.Config.Database.ClientKind, Core.Config.Database['connection']>;

/** Strapi's usual DATABASE_* variables. DATABASE_FILENAME may be absolute, or relative to the application's folder. */
const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Database => {
  const server = (port: number) => ({
    host: env('DATABASE_HOST', '127.0.0.1'),
    port: env.int('DATABASE_PORT', port),
    database: env('DATABASE_NAME', 'strapi'),
    user: env('DATABASE_USERNAME', 'strapi'),
    password: env('DATABASE_PASSWORD', 'strapi'),
    ssl: env.bool('DATABASE_SSL', false) && { rejectUnauthorized: env.bool('DATABASE_SSL_REJECT_UNAUTHORIZED', true) },
  });
  const pool = { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) };

  const clients: Clients = {
    sqlite: {
      client: 'sqlite',
      // Compiled, this file stands in dist/config.
      connection: { filename: path.resolve(__dirname, '..', '..', env('DATABASE_FILENAME', '.tmp/data.db')) },
      useNullAsDefault: true,
    },
    postgres: {
      client: 'postgres',
      connection: { connectionString: env('DATABASE_URL'), ...server(5432), schema: env('DATABASE_SCHEMA', 'public') },
      pool,
    },
    mysql: { client: 'mysql', connection: server(3306), pool },
  };

  const client = env('DATABASE_CLIENT', 'sqlite');
  if (client !== 'sqlite' && client !== 'postgres' && client !== 'mysql') {
    throw new Error(`Unsupported DATABASE_CLIENT: ${client}. Use sqlite, postgres or mysql.`);
  }
  return { connection: { ...clients[client], acquireConnectionTimeout: env.int('DATABASE_CONNECTION_TIMEOUT', 60_000) } };
};

export default config;
