// The figures of one run: as one JSON object, and as a table with the budgets of DESIGN.md beside them.
const MB = 1_048_576;
const round = (number, digits = 2) => Math.round(number * 10 ** digits) / 10 ** digits;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** Nearest rank: an answer time that was really measured. */
const percentile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
};

const totalSeconds = ({ seconds }) => sum([seconds.upload, seconds.plan, seconds.import]);

/** Figures of parts that were left out are null. */
export const toResult = ({ options, imported, floor, loop, stored, machine }) => {
  const total = totalSeconds(imported);
  const documentServiceRowsPerSecond = loop === null ? null : loop.rows / loop.seconds;
  const times = imported.gets.map(({ ms }) => ms);
  const timeAt = (share) => (times.length === 0 ? null : round(percentile(times, share), 1));
  const { undo, atPeak } = imported;
  return {
    rows: options.rows,
    db: options.kind,
    scenario: options.scenario,
    workers: options.workers,
    seconds: { upload: round(imported.seconds.upload, 3), plan: round(imported.seconds.plan, 3), import: round(imported.seconds.import, 3) },
    rowsPerSecond: Math.round(options.rows / total),
    undoSeconds: undo === null ? null : round(undo.seconds, 3),
    undoToImport: undo === null ? null : round(undo.seconds / imported.seconds.import),
    floorSeconds: floor === null ? null : round(floor.seconds, 3),
    floorMethod: floor === null ? null : floor.method,
    ratioToFloor: floor === null ? null : round(total / floor.seconds),
    documentServiceRowsPerSecond: loop === null ? null : round(documentServiceRowsPerSecond, 1),
    ratioToDocumentService: loop === null ? null : round(options.rows / total / documentServiceRowsPerSecond),
    idleRssMb: round(imported.idleRss / MB, 1),
    peakRssMb: round(imported.peakRss / MB, 1),
    atPeakMb: { heapUsed: round(atPeak.heapUsed / MB, 1), heapTotal: round(atPeak.heapTotal / MB, 1), external: round(atPeak.external / MB, 1) },
    adminGets: times.length,
    adminGetP95Ms: timeAt(0.95),
    adminGetMaxMs: timeAt(1),
    maxEventLoopBlockMs: round(imported.maxBlockMs, 1),
    // Of the whole server, GETs included. It says what a figure is worth that was measured on a busy machine.
    serverCpuSeconds: round(imported.cpuSeconds),
    planCpuSeconds: round(imported.planCpuSeconds),
    storedBytes: sum(Object.values(stored)),
    machine,
  };
};

/** The same import of fewer rows, and how much longer the many took. */
export const toComparison = (many, few) => ({
  rows: few.rows,
  seconds: few.seconds,
  peakAboveIdleMb: round(few.peakRssMb - few.idleRssMb, 1),
  timeRatio: round(totalSeconds(many) / totalSeconds(few)),
});

const number = (value) => (value === null ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: 2 }));

const line = (name, value, budget = '') => `  ${name.padEnd(30)}${String(value).padStart(14)}   ${budget}`.trimEnd();

const undoLines = ({ undoSeconds, undoToImport }) =>
  undoSeconds === null ? [] : [line('undo', `${number(undoSeconds)} s`, `${number(undoToImport)} × the import`)];

const floorLines = ({ floorSeconds, floorMethod, ratioToFloor }) =>
  floorSeconds === null ? [] : [line('floor', `${number(floorSeconds)} s`, floorMethod), line('× the floor', number(ratioToFloor), 'budget ≤ 4')];

const documentLines = ({ documentServiceRowsPerSecond: perSecond, ratioToDocumentService: ratio }) =>
  perSecond === null ? [] : [line('documents().create rows/s', number(perSecond)), line('× documents().create', number(ratio), 'budget ≥ 40')];

const comparisonLines = ({ compared }) =>
  compared === undefined ? [] : [line(`time ÷ that of ${number(compared.rows)} rows`, number(compared.timeRatio), 'budget ≤ 11 for ten times the rows')];

export const toTable = (result, { stored, imported }) => {
  const share = (seconds) => `${number(seconds)} s`;
  const perMillion = (bytes) => `${number(round((bytes / result.rows) * 1e6 / MB, 1))} MB`;
  const slowest = (route) => number(round(percentile(imported.gets.filter((get) => get.route.includes(route)).map(({ ms }) => ms), 0.95), 1));
  const { atPeakMb, machine } = result;
  return [
    `${result.scenario}: ${number(result.rows)} contacts and ${number(imported.organizations)} organizations on ${machine.database}; ${machine.cpus} cores, load ${machine.loadAtStart} before, Node ${machine.node}`,
    '',
    line('upload', share(result.seconds.upload)),
    line('plan', share(result.seconds.plan)),
    line('import', share(result.seconds.import)),
    ...undoLines(result),
    line('processor time, server', share(result.serverCpuSeconds), `of all that and the GETs meanwhile; ${share(result.planCpuSeconds)} of it for upload and plan`),
    line('workers', result.workers, 'the server is one of them'),
    line('rows/s', number(result.rowsPerSecond), 'budget ≥ 12,000'),
    ...floorLines(result),
    ...documentLines(result),
    ...comparisonLines(result),
    line('idle memory', `${number(result.idleRssMb)} MB`),
    line('peak memory', `${number(result.peakRssMb)} MB`, `${number(round(result.peakRssMb - result.idleRssMb, 1))} MB above idle, budget ≤ 200; heap ${number(atPeakMb.heapTotal)} (${number(atPeakMb.heapUsed)} in use), buffers ${number(atPeakMb.external)}`),
    line('admin GET, 95th percentile', `${number(result.adminGetP95Ms)} ms`, `budget ≤ 150; slowest ${number(result.adminGetMaxMs)} of ${result.adminGets}; contacts ${slowest('content-manager')}, jobs ${slowest('/jobs')}`),
    line('longest event-loop block', `${number(result.maxEventLoopBlockMs)} ms`, 'budget ≤ 250'),
    line('stored per million rows', perMillion(result.storedBytes), `file ${perMillion(stored.file)}, plan ${perMillion(stored.plan)}, outcome ${perMillion(stored.outcome)}`),
    '',
  ].join('\n');
};
