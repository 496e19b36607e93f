// What can be asked of the scheduler of a job.
export const events = [
  { name: 'start', label: 'Start', done: 'the scheduler starts it when it next asks for its jobs' },
  { name: 'stop', label: 'Stop', done: 'the scheduler stops it when it next asks for its jobs' },
  { name: 'abort', label: 'Abort', done: 'the scheduler aborts its run when it next asks for its jobs' },
];
