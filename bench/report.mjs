// The figures of one run: as one JSON object, and as a table with the budgets of DESIGN.md beside them.
const MB = 1_048_576;
const round = (number, digits = 2) => Math.round(number * 10 ** digits) / 10 ** digits;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** Nearest rank: an answer time that was really measured. */
const percentile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
};

export const toResult = ({ options, imported, floor, loop, stored, machine }) => {
  const total = sum(Object.values(imported.seconds));
  const documentServiceRowsPerSecond = loop.rows / loop.seconds;
  const times = imported.gets.map(({ ms }) => ms);
  return {
    rows: options.rows,
    db: options.kind,
    scenario: options.scenario,
    seconds: { upload: round(imported.seconds.upload, 3), plan: round(imported.seconds.plan, 3), import: round(imported.seconds.import, 3) },
    rowsPerSecond: Math.round(options.rows / total),
    floorSeconds: round(floor.seconds, 3),
    floorMethod: floor.method,
    ratioToFloor: round(total / floor.seconds),
    documentServiceRowsPerSecond: round(documentServiceRowsPerSecond, 1),
    ratioToDocumentService: round(options.rows / total / documentServiceRowsPerSecond),
    idleRssMb: round(imported.idleRss / MB, 1),
    peakRssMb: round(imported.peakRss / MB, 1),
    adminGets: times.length,
    adminGetP95Ms: round(percentile(times, 0.95), 1),
    adminGetMaxMs: round(percentile(times, 1), 1),
    maxEventLoopBlockMs: round(imported.maxBlockMs, 1),
    // Of the whole server, GETs included. It says what a figure is worth that was measured on a busy machine.
    serverCpuSeconds: round(imported.cpuSeconds),
    storedBytes: sum(Object.values(stored)),
    machine,
  };
};

const number = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

const line = (name, value, budget = '') => `  ${name.padEnd(30)}${String(value).padStart(14)}   ${budget}`.trimEnd();

export const toTable = (result, { stored, imported }) => {
  const share = (seconds) => `${number(seconds)} s`;
  const perMillion = (bytes) => `${number(round((bytes / result.rows) * 1e6 / MB, 1))} MB`;
  const slowest = (route) => number(round(percentile(imported.gets.filter((get) => get.route.includes(route)).map(({ ms }) => ms), 0.95), 1));
  return [
    `${number(result.rows)} contacts and ${number(imported.organizations)} organizations on ${result.machine.database}; ${result.machine.cpus} cores, load ${result.machine.loadAtStart} before, Node ${result.machine.node}`,
    '',
    line('upload', share(result.seconds.upload)),
    line('plan', share(result.seconds.plan)),
    line('import', share(result.seconds.import)),
    line('processor time, server', share(result.serverCpuSeconds), 'of upload + plan + import and the GETs meanwhile'),
    line('rows/s', number(result.rowsPerSecond), 'budget ≥ 12,000'),
    line('floor', share(result.floorSeconds), result.floorMethod),
    line('× the floor', number(result.ratioToFloor), 'budget ≤ 4'),
    line('documents().create rows/s', number(result.documentServiceRowsPerSecond)),
    line('× documents().create', number(result.ratioToDocumentService), 'budget ≥ 40'),
    line('idle memory', `${number(result.idleRssMb)} MB`),
    line('peak memory', `${number(result.peakRssMb)} MB`, `${number(round(result.peakRssMb - result.idleRssMb, 1))} MB above idle, budget ≤ 200`),
    line('admin GET, 95th percentile', `${number(result.adminGetP95Ms)} ms`, `budget ≤ 150; slowest ${number(result.adminGetMaxMs)} of ${result.adminGets}; contacts ${slowest('content-manager')}, jobs ${slowest('/jobs')}`),
    line('longest event-loop block', `${number(result.maxEventLoopBlockMs)} ms`, 'budget ≤ 250'),
    line('stored per million rows', perMillion(result.storedBytes), `file ${perMillion(stored.file)}, plan ${perMillion(stored.plan)}, outcome ${perMillion(stored.outcome)}`),
    '',
  ].join('\n');
};
