// Runs a machine: holds its state, carries out its commands with the powers it is given, tells whoever listens. Not React,
// so that it can be driven by a test or a bench; use-machine.ts ties it to a component.

import { ABORTED, type Call } from '../client.ts'
import type { Command, Machine, Tone } from './machine.ts'

export interface MachinePowers {
  readonly call: Call
  readonly go: (path: string, carried?: unknown) => void
  readonly say: (text: string, tone?: Tone) => void
  readonly copy: (text: string) => Promise<boolean>
  readonly askSession: () => void
}

export interface RunningMachine<State, Event> {
  readonly state: () => State
  readonly send: (event: Event) => void
  readonly listen: (heard: () => void) => () => void
  /** Begins the start's commands; gives the function that takes back what is under way. */
  readonly begin: () => () => void
}

/** @param kept  the state to go on from, instead of the machine's first. */
export function runMachine<State, Event>(
  machine: Machine<State, Event>,
  powers: MachinePowers,
  kept?: State,
): RunningMachine<State, Event> {
  const [first, firstCommands] = machine.start()
  let state = kept ?? first
  let hasBegun = kept !== undefined
  const listeners = new Set<() => void>()
  const calls = new Map<string, AbortController>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let anonymous = 0

  const send = (event: Event): void => {
    const [next, commands] = machine.update(state, event)
    const changed = next !== state
    state = next
    if (changed) for (const heard of listeners) heard()
    for (const command of commands) carryOut(command)
  }

  const carryOut = (command: Command<Event>): void => {
    switch (command.do) {
      case 'call': {
        const key = command.key ?? `#${anonymous++}`
        calls.get(key)?.abort()
        const controller = new AbortController()
        calls.set(key, controller)
        powers.call(command.route, command.input as never, controller.signal).then((result) => {
          if (calls.get(key) === controller) calls.delete(key)
          if (controller.signal.aborted || (!result.ok && result.error.code === ABORTED)) return
          send(command.done(result as never))
        })
        return
      }
      case 'after':
        clearTimeout(timers.get(command.key))
        timers.set(
          command.key,
          setTimeout(() => send(command.event), command.milliseconds),
        )
        return
      case 'go':
        powers.go(command.path, command.carried)
        return
      case 'say':
        powers.say(command.text, command.tone)
        return
      case 'copy':
        powers.copy(command.text).then((done) => done && powers.say(command.said, 'good'))
        return
      case 'ask-session':
        powers.askSession()
        return
    }
  }

  return {
    state: () => state,
    send,
    listen: (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    begin: () => {
      if (!hasBegun) for (const command of firstCommands) carryOut(command)
      hasBegun = true
      return () => {
        for (const controller of calls.values()) controller.abort()
        for (const timer of timers.values()) clearTimeout(timer)
      }
    },
  }
}
