/**
 * `npm run pictures`: takes every picture of the docs anew from the running product, light and dark, into docs/images.
 * A screen that is gone stops it with the name of the picture.
 */
import { join } from 'node:path'
import { takePictures } from '../test/pictures.ts'
import { buildWebIfStale } from './web-build.ts'

buildWebIfStale()
await takePictures(join(import.meta.dirname, '../docs/images'), (name) => process.stdout.write(`${name}\n`))
