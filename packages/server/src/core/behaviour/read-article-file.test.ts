import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../testing/seeded.ts';
import { articlePath, readArticleFile } from './read-article-file.ts';

function read(text: string, path = 'help/first_steps.md'): object {
  const found = readArticleFile(path, text);
  return found.type === 'read' ? found.article : { why: found.why };
}

describe('an article’s title is', () => {
  test.each([
    ['that of the front matter', '---\ntitle: Own\n---\n# Heading\n\nText.', 'Own', '# Heading\n\nText.'],
    ['a number where it is one', '---\ntitle: 404\n---\nText.', '404', 'Text.'],
    ['the first heading, which is not told again', '\n# Heading #\n\nText.', 'Heading', 'Text.'],
    ['the first heading, wherever it stands', 'Intro.\n\n## Two\nText.', 'Two', 'Intro.\n\n## Two\nText.'],
    ['not a comment in a piece of code', '```\n# no\n```', 'First steps', '```\n# no\n```'],
    ['made from the file’s name', 'Text.', 'First steps', 'Text.'],
    ['a sign of its own where it is nothing else', '# #\nText.', '#', 'Text.'],
    ['the first heading that says something', '# \n\n## Two ##  \nText.', 'Two', '# \n\n## Two ##  \nText.'],
    ['as long as it may be', `# ${'x'.repeat(400)}\n\nText.`, 'x'.repeat(300), 'Text.'],
  ])('%s', (_name, text, title, body) => {
    expect(read(text)).toMatchObject({ title, body });
  });

  test('made from the folder’s name for what is only its index', () => {
    expect(read('Text.', 'returns/index.md')).toMatchObject({ title: 'Returns' });
    expect(read('Text.', 'README.md')).toMatchObject({ title: 'README' });
  });
});

test('front matter gives url, language and tags; what else it holds does not matter', () => {
  const front =
    'url: https://a.example/x\nlanguage: es\ntags: [agent:a, b]\ndate: 2020-01-01\nauthor: {x: 1}';
  expect(read(`\uFEFF---\r\n${front.replaceAll('\n', '\r\n')}\r\n---\r\nText.\r\nMore.`)).toEqual({
    title: 'First steps',
    body: 'Text.\nMore.',
    url: 'https://a.example/x',
    language: 'es',
    tags: ['agent:a', 'b'],
  });
});

describe('a file is refused', () => {
  test.each([
    ['without text', '---\ntitle: x\n---\n \n', 'it has no text'],
    ['with nothing but a heading', '# Title', 'it has no text'],
    ['with front matter that cannot be read', '---\na: [\n---\nText.', 'its front matter is no YAML'],
    ['with front matter that is no map', '---\n- a\n---\nText.', 'its front matter is no list of fields'],
    [
      'with aliases that would grow without end',
      `---\na: &a [x, x]\nb: &b [*a, *a]\ntags: [*b, *b]\n---\nText.`,
      'its front matter is no YAML',
    ],
    ['with a script for an address', '---\nurl: "javascript:x"\n---\nText.', 'its url is no http address'],
    ['with an address that is none', '---\nurl: 5\n---\nText.', 'its url is no http address'],
    [
      'with a language that is none',
      '---\nlanguage: Spanish\n---\nText.',
      'its language is no two-letter code, e.g. es',
    ],
    ['with tags that are none', '---\ntags: [1]\n---\nText.', 'its tags are no list of tags'],
    ['with tags that are no list', '---\ntags: a\n---\nText.', 'its tags are no list of tags'],
  ])('%s', (_name, text, why) => {
    expect(read(text)).toEqual({ why });
  });
});

test('blanks without end in a heading take no time', () => {
  const before = performance.now();
  const blanks = ' '.repeat(100_000);
  for (const heading of [
    `# a${blanks}b`,
    `# a${blanks}#${blanks}b`,
    `#${blanks}`,
    `# ${'#'.repeat(100_000)}a`,
  ])
    expect(read(`${heading}\nText.`)).toHaveProperty('title');
  // Some milliseconds are measured; as a pattern that goes back it takes hours.
  expect(performance.now() - before).toBeLessThan(5000);
});

test('whatever a file holds, it is read or refused, and quickly', () => {
  const piece = fc.constantFrom(
    '---\n',
    '# ',
    'title: ',
    '&a ',
    '*a',
    '```\n',
    '\n',
    'x',
    '[',
    '{',
    ' ',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const found = readArticleFile('a.md', pieces.join(''));
      if (found.type === 'read') expect(found.article.title).not.toBe('');
    }),
    seeded(300),
  );
  const before = performance.now();
  for (const hostile of [
    '#'.repeat(200_000),
    '# '.repeat(100_000),
    `---\n${'a\n'.repeat(99_000)}`,
    '-'.repeat(2e5),
  ])
    readArticleFile('a.md', hostile);
  // Some milliseconds are measured; a catastrophic pattern takes minutes.
  expect(performance.now() - before).toBeLessThan(10_000);
});

test.each([
  ['a/b.md', 'a/b.md'],
  ['./a//b.md', 'a/b.md'],
  ['e\u0301.md', '\u00e9.md'],
  ['../a.md', null],
  ['a/../../b.md', null],
  ['/etc/passwd', null],
  ['C:/a.md', null],
  ['a\\b.md', null],
  ['a\nb.md', null],
  ['.', null],
])('the path %j is %j', (path, expected) => {
  expect(articlePath(path)).toBe(expected);
});
