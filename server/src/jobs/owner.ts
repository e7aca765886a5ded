/** Who holds a lease: `host:pid:boot`. `boot` is random per start, because pids come back (in containers always as 1). */
export interface ProcessIdentity {
  host: string;
  pid: number;
  boot: string;
  isAlive(pid: number): boolean;
}

export const ownerOf = ({ host, pid, boot }: ProcessIdentity): string => `${host}:${pid}:${boot}`;

/**
 * Whether the owner certainly no longer runs: a process of this host that is gone, or an earlier start under our own
 * pid. A wrong guess (two containers with one host name) is harmless: the fencing token refuses the older worker.
 */
export const isDeadOwner = (owner: string, self: ProcessIdentity): boolean => {
  const [boot, pid, ...host] = owner.split(':').reverse();
  if (host.reverse().join(':') !== self.host || pid === undefined) return false;
  return Number(pid) === self.pid ? boot !== self.boot : !self.isAlive(Number(pid));
};
