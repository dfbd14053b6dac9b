import { describe, expect, test } from '@jest/globals';
import { finish } from './run.js';

describe('the command line', () => {
  test.each([[[]], [['--help']], [['help']]])('%j lists the commands', async (args) => {
    const { code, out, err } = await finish(args);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Usage: meded-graph <command>[^]*serve +Start the GraphQL server/);
  });
  test('help of a command has its options and examples', async () => {
    const { code, out } = await finish(['serve', '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/Usage: meded-graph serve[^]*--port NUMBER[^]*Examples:\n {2}meded-graph serve/);
  });
  test('--version', async () => {
    expect((await finish(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
  test.each([
    [['sevre'], 'meded-graph: There is no command "sevre". There are: serve. Try `meded-graph --help`.\n'],
    [['serve', '--prot', '1'], "meded-graph: Unknown option '--prot'. Try `meded-graph serve --help`.\n"],
    [['serve', 'now'], "meded-graph: Unexpected argument 'now'. Try `meded-graph serve --help`.\n"],
  ])('%j is refused with a hint', async (args, message) => {
    const { code, out, err } = await finish(args);
    expect([code, out]).toEqual([2, '']);
    expect(err.startsWith(message.slice(0, message.indexOf('. Try')))).toBe(true);
    expect(err).toContain('Try `meded-graph');
    expect(err.trim()).not.toContain('\n');
  });
});
