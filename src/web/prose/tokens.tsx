// biome-ignore-all lint/suspicious/noArrayIndexKey: a token is its place: texts only grow at their end
/** Markdown tokens as React elements. Nothing is ever handed to the browser as HTML: raw HTML is shown as text. */
import type { Token, Tokens } from 'marked'
import { type CSSProperties, createElement, Fragment, type ReactNode } from 'react'
import { CodeBlock } from './code-block.tsx'
import { CodeSpan } from './code-span.tsx'
import { decodeEntities, plainWords, safeLink } from './links.ts'
import type { Show } from './twice.tsx'
import { words } from './words.ts'

export function renderTokens(tokens: readonly Token[] | undefined, show: Show): ReactNode {
  return (tokens ?? []).map((token, index) => (
    <Fragment key={index}>{renderToken(token as Known, show)}</Fragment>
  ))
}

/** marked's own union ends in a catch-all that hides every other member; these are all that it makes. */
type Known =
  | Tokens.Blockquote
  | Tokens.Br
  | Tokens.Checkbox
  | Tokens.Code
  | Tokens.Codespan
  | Tokens.Def
  | Tokens.Del
  | Tokens.Em
  | Tokens.Escape
  | Tokens.Heading
  | Tokens.Hr
  | Tokens.HTML
  | Tokens.Image
  | Tokens.Link
  | Tokens.List
  | Tokens.ListItem
  | Tokens.Paragraph
  | Tokens.Space
  | Tokens.Strong
  | Tokens.Table
  | Tokens.Tag
  | Tokens.Text

function renderToken(token: Known, show: Show): ReactNode {
  switch (token.type) {
    case 'heading':
      return renderHeading(token, show)
    case 'paragraph':
      return <p>{renderTokens(token.tokens, show)}</p>
    case 'text':
      return 'tokens' in token && token.tokens
        ? renderTokens(token.tokens, show)
        : show(decodeEntities(token.text))
    case 'strong':
      return <strong>{renderTokens(token.tokens, show)}</strong>
    case 'em':
      return <em>{renderTokens(token.tokens, show)}</em>
    case 'del':
      return <del>{renderTokens(token.tokens, show)}</del>
    case 'codespan':
      return <CodeSpan text={decodeEntities(token.text)} show={show} />
    case 'code':
      return <CodeBlock text={token.text}>{show(token.text)}</CodeBlock>
    case 'blockquote':
      return <blockquote>{renderTokens(token.tokens, show)}</blockquote>
    case 'list':
      return renderList(token, show)
    case 'table':
      return renderTable(token, show)
    case 'hr':
      return <hr />
    case 'br':
      return <br />
    case 'link':
      return renderLink(token.href, renderTokens(token.tokens, show))
    case 'image':
      return renderLink(token.href, words().image(plainWords(token.text || token.href)))
    case 'html':
      return show(token.text)
    case 'escape':
      return show(decodeEntities(token.text))
    case 'checkbox':
    case 'list_item':
    case 'space':
    case 'def':
      return null
    default:
      return token satisfies never
  }
}

/** How much deeper the headings of a text lie on the page: above them are Commonplace itself and the chat, or memory. */
const BELOW = 2
const DEEPEST = 6

/** Looks, and is copied, by its depth in the text; is read by its place on the page. */
function renderHeading({ depth, tokens }: Tokens.Heading, show: Show): ReactNode {
  const level = { 'aria-level': Math.min(depth + BELOW, DEEPEST) }
  return createElement(`h${depth}`, level, renderTokens(tokens, show))
}

/** Images are never fetched from anywhere: they become a link one may follow. */
function renderLink(href: string, children: ReactNode): ReactNode {
  const address = safeLink(href)
  if (address === null) return children
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow" title={plainWords(address)}>
      {children}
    </a>
  )
}

function renderList(list: Tokens.List, show: Show): ReactNode {
  const items = list.items.map((item, index) => (
    <li key={index} className={item.task ? 'task' : undefined}>
      {item.task && (
        <input
          type="checkbox"
          checked={item.checked === true}
          disabled
          aria-label={item.checked ? words().done : words().open}
        />
      )}
      {renderTokens(item.tokens, show)}
    </li>
  ))
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>
}

function renderTable(table: Tokens.Table, show: Show): ReactNode {
  return (
    <figure
      className="wide"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
      tabIndex={0}
      aria-label={words().table}
    >
      <table>
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              <th key={index} style={alignment(cell)}>
                {renderTokens(cell.tokens, show)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} style={alignment(cell)}>
                  {renderTokens(cell.tokens, show)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

/** What Markdown calls left and right is where a line begins and where it ends. */
function alignment({ align }: Tokens.TableCell): CSSProperties | undefined {
  if (!align) return undefined
  return { textAlign: align === 'left' ? 'start' : align === 'right' ? 'end' : 'center' }
}
