/** Stands for the tasks of reading in the workers of the explorer, which reads on one thread. */
export class ReadTasks {}
