/** The parts of React that the layout uses; React's own types are not among our packages. */
declare module "react" {
  export interface ReactElement {
    readonly type: unknown
    readonly props: unknown
    readonly key: string | null
  }
  export type ReactNode = ReactElement | string | null | undefined | false | readonly ReactNode[]
  export function createElement(
    type: unknown,
    props?: Readonly<Record<string, unknown>> | null,
    ...children: readonly ReactNode[]
  ): ReactElement
}

declare module "react-dom/server" {
  import type { ReactElement } from "react"
  /** HTML without the marks that a browser's React would need. */
  export function renderToStaticMarkup(element: ReactElement): string
}
