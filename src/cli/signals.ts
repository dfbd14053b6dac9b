/** npm passes on the signal that the terminal has sent already: two so close together are one. */
const SAME_SIGNAL_MS = 500;

/**
 * Ctrl-C and SIGTERM: the first one stops in good order, a second one at once.
 *
 * @returns takes the handlers off again
 */
export function onStopSignals(first: () => void, again: () => void): () => void {
  let since: number | null = null;
  const onSignal = () => {
    if (since === null) {
      since = Date.now();
      first();
    } else if (Date.now() - since > SAME_SIGNAL_MS) again();
  };
  const signals = ['SIGTERM', 'SIGINT'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return () => signals.forEach((signal) => process.off(signal, onSignal));
}
