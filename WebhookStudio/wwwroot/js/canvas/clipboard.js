// Copy, cut, paste and duplicate. What is copied is text that any program can hold; secrets are never in it.
import { typing } from './shape.js';

const OWN = '"webhookStudio"';

export class Clipboard {
  constructor(canvas, on) {
    this.canvas = canvas;
    on(document, 'paste', event => this.paste(event));
    on(window, 'pointermove', event => { this.pointer = event; });
  }

  /** Whether the key means the canvas: no text is selected and no field has the focus. */
  get isOurs() {
    return this.canvas.has(document.activeElement) && !typing(document.activeElement) && document.getSelection()?.isCollapsed !== false;
  }

  async copy(cut = false) {
    const { keys } = this.canvas.selection;
    if (!keys.length) return;
    const text = await this.canvas.call('CopyAsync', keys, cut);
    if (!text) return;
    this.text = text;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without https, or without leave, the text stays within this page.
      this.isPrivate = true;
    }
    if (cut) this.canvas.remove('CutAsync');
  }

  paste(event) {
    if (this.canvas.readOnly || !this.isOurs) return;
    const foreign = event.clipboardData?.getData('text/plain') ?? '';
    const text = this.isPrivate || !foreign ? this.text ?? foreign : foreign;
    event.preventDefault();
    // What is no copy of stages is refused by the server, with the reason; a long text is not even sent.
    if (text) this.canvas.call('PasteAsync', text.includes(OWN) ? text : text.slice(0, 200));
  }

  duplicate() {
    const { keys } = this.canvas.selection;
    if (keys.length) this.canvas.call('DuplicateAsync', keys);
  }
}
