#!/usr/bin/env node
// The launcher: any Node from 18 on reads it, and it starts the command line on the pinned one.

import { runOnPinnedNode } from '../../../setup/run.mjs'

runOnPinnedNode('apps/cli/main.ts', process.argv.slice(2))
