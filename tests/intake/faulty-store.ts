import type { GraphStore, WriteBatch } from '../../src/store/store.js';

/** A store that is gone from the write of this number (from 0) on, as when the process is killed there. */
export function faultyStore(store: GraphStore, fault: number): GraphStore & { readonly isBroken: boolean } {
  let count = 0;
  const write = (batch: WriteBatch): Promise<void> => {
    count += 1;
    return count > fault ? Promise.reject(new Error('The store is gone.')) : store.write(batch);
  };
  return new Proxy(store, {
    get(target, property) {
      if (property === 'write') return write;
      if (property === 'isBroken') return count > fault;
      const member: unknown = Reflect.get(target, property, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  }) as GraphStore & { isBroken: boolean };
}

/** Puts a writer's lease into the store as another process would have left it; null takes it away. */
export async function leaveLease(store: GraphStore, lease: { pid: number; host: string } | null): Promise<void> {
  const name = { collection: 'lock', key: 'writer' };
  if (lease === null) return store.write({ ledger: { remove: [name, { ...name, key: 'beat' }] } });
  const value = JSON.stringify({ token: 'of another process', purpose: 'an import', since: new Date().toISOString(), ...lease });
  const beat = JSON.stringify({ token: 'of another process', at: new Date().toISOString() });
  await store.write({
    ledger: {
      put: [
        { ...name, value, tags: [] },
        { ...name, key: 'beat', value: beat, tags: [] },
      ],
    },
  });
}
