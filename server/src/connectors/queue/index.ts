export { openJobQueue, type JobQueue, type Taken } from './job-queue';
