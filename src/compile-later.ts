import { setFlagsFromString } from 'node:v8';

/**
 * For a process that works for minutes in a thousand functions: V8 makes a function fast once it has run so many bytes of
 * its code, and on its default (132 KB) a third of the processor time of a small import, and a seventh of one of ten
 * thousand records, went into making and remaking functions that were hardly asked again. Functions that do the work get
 * there in a moment all the same. Holds for the whole process, also for threads that are started later.
 */
export function compileLater(): void {
  setFlagsFromString('--interrupt-budget=600000');
}
