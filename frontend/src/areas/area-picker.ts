/** The form that finds an area. Without scripts it searches with a button. */
export class AreaPicker extends HTMLElement {}

customElements.define("area-picker", AreaPicker);
