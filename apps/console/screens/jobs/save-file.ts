// Fetches a file that a job made and hands it to the browser to save. A link would send the cookie alone, which opens nothing.

import { sessionHeaders } from '../../frame/session-key.ts'

/** @returns whether the desk gave it */
export async function saveFile(jobId: string, name: string): Promise<boolean> {
  const address = `/api/jobs/${encodeURIComponent(jobId)}/files/${encodeURIComponent(name)}`
  let held: Blob
  try {
    const response = await fetch(address, { headers: sessionHeaders(localStorage), cache: 'no-store' })
    if (!response.ok) return false
    held = await response.blob()
  } catch {
    return false
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(held)
  link.download = name
  link.click()
  // Taken back when the browser has begun to save it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return true
}
