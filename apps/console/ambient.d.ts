// What Vite gives and TypeScript cannot see.

declare module 'virtual:code-sentences' {
  export const sentences: Readonly<Record<string, string>>
}
declare module '*.css'
