import type { Network } from './network.js';

/** The pieces of each community that hang together, each numbered by one of its nodes. */
export function connectedParts({ offsets, neighbours }: Network, community: Uint32Array): Uint32Array {
  const size = community.length;
  const part = new Uint32Array(size).fill(size);
  const stack = new Uint32Array(size);
  for (let start = 0; start < size; start++) {
    if (part[start] !== size) continue;
    part[start] = start;
    stack[0] = start;
    for (let height = 1; height > 0;) {
      const v = stack[--height]!;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const u = neighbours[i]!;
        if (part[u] !== size || community[u] !== community[v]) continue;
        part[u] = start;
        stack[height++] = u;
      }
    }
  }
  return part;
}
