/** The editor's workers are files of our own beside this bundle; nothing is fetched from elsewhere. */
const FILES: Record<string, string> = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker(_id: string, label: string): Worker {
      return new Worker(`/playground/${FILES[label] ?? 'editor.worker.js'}`, { name: label });
    },
  },
});
