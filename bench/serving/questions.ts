import { drawn, type Material, type Parameters, type Shape } from '../shapes/shape.js';
import type { Literature } from './literature.js';
import type { System } from './systems.js';

/** What is asked: each shape's material is gathered once. */
export class Questions {
  private readonly materials = new Map<Shape, Material<Parameters>>();

  constructor(private readonly literature: Literature) {}

  material(shape: Shape): Material<Parameters> {
    let known = this.materials.get(shape);
    if (!known) this.materials.set(shape, (known = shape.material(this.literature)));
    return known;
  }

  about(shape: Shape, n: number): Parameters {
    return drawn(this.material(shape), n);
  }

  /** Texts of the variables of questions `from` up to `to`. */
  parts(system: System, shape: Shape, from: number, to: number): string[] {
    return Array.from({ length: to - from }, (_, i) => JSON.stringify(system.variables(shape, this.about(shape, from + i))));
  }
}
