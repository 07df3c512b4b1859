// Pupils can say or draw what they would write. `visit` is what the page of the visit lends (visit/own_ways.js).
import { offerDrawing } from "./own_ways/draw.js";
import { offerRecording } from "./own_ways/say.js";

export function offerOwnWays(visit) {
  offerRecording(visit);
  offerDrawing(visit);
}
