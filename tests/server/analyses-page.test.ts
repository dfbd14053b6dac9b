import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ANALYSES } from '../../src/analysis/index.js';
import { recipes } from '../documents.js';
import { startServer, type StartedServer } from './start.js';

const written = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

describe('the page of analyses', () => {
  let at: StartedServer;
  let page: string;
  let headers: Headers;
  beforeAll(async () => {
    at = await startServer();
    const response = await fetch(`${at.url}/analyses`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    headers = response.headers;
    page = await response.text();
  });
  afterAll(() => at.stop());

  test('runs no script and loads nothing from elsewhere; what it loads is there', async () => {
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|https?:/);
    const loaded = [...page.matchAll(/<link [^>]*href="([^"]+)"/g)].map((match) => match[1]!);
    expect(loaded.length).toBeGreaterThan(0);
    for (const url of loaded) expect([url, (await fetch(`${at.url}${url}`)).status]).toEqual([url, 200]);
  });

  test.each(ANALYSES)(
    'has $id with its settings, answers and paper, and a recipe that the playground knows',
    async (analysis) => {
      const [, section = ''] = new RegExp(`<section id="${analysis.id}">([^]*?)</section>`).exec(page) ?? [];
      for (const text of [analysis.title, analysis.description, analysis.paper]) expect(section).toContain(written(text));
      for (const one of analysis.parameters)
        expect(section).toContain(`<td>${one.id}</td><td>${written(one.title)}</td><td>${one.default}</td>`);
      for (const one of analysis.outputs) expect(section).toContain(`<td>${one.id}</td><td>${written(one.title)}</td>`);
      const names = [...section.matchAll(/href="\/#([^"]+)"/g)].map((match) => match[1]!);
      expect(names.length).toBeGreaterThan(0);
      const script = await (await fetch(`${at.url}/playground/main.js`)).text();
      for (const name of names) {
        expect(recipes().map((recipe) => recipe.name)).toContain(name);
        expect(script).toContain(name);
      }
    },
  );

  test('names no recipe that asks an author network for its components and communities', () => {
    const [, components = ''] = /<section id="COMPONENTS">([^]*?)<\/section>/.exec(page) ?? [];
    const [, communities = ''] = /<section id="COMMUNITIES">([^]*?)<\/section>/.exec(page) ?? [];
    for (const section of [components, communities]) {
      const named = [...section.matchAll(/href="\/#([^"]+)"/g)].map((match) => match[1]!);
      expect(named).toEqual(['33-communities']);
    }
  });
});
