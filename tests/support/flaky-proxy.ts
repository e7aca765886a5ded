import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface FlakyProxy {
  port: number;
  /** Breaks every connection; new ones are taken. */
  cut(): void;
  /** Breaks every connection and takes no new one, as a server that is down. */
  goAway(): Promise<void>;
  /** Connections stay, new ones are taken, and nothing passes: what a firewall that forgets leaves of them. */
  swallow(): void;
  /** Passes everything again, also what was swallowed. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** Stands between an application and its database server, and does what networks do. */
export const startFlakyProxy = async (target: { host: string; port: number }): Promise<FlakyProxy> => {
  const pairs = new Set<[Socket, Socket]>();
  let swallowing = false;
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    for (const [from, to] of [pair, [upstream, client]] as const) {
      from.on('data', (chunk: Buffer) => to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
      if (swallowing) from.pause();
    }
  });
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = (): void => pairs.forEach((pair) => pair.forEach((socket) => socket.destroy()));
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    cut();
    await closed;
  };
  return {
    port,
    cut,
    goAway: close,
    swallow() {
      swallowing = true;
      pairs.forEach((pair) => pair.forEach((socket) => socket.pause()));
    },
    async comeBack() {
      swallowing = false;
      pairs.forEach((pair) => pair.forEach((socket) => socket.resume()));
      if (!server.listening) await listen(port);
    },
    stop: close,
  };
};
