// The editor puts a field on the page once it is near the part that is seen. Whoever goes from field
// to field by Tab never gets further than that, so here every field is there from the beginning
// (WCAG 2.2, 2.1.1).

/** Answers at once that a field's place is seen; all else is watched as ever. */
export const showAllFields = () => {
  window.IntersectionObserver = class extends IntersectionObserver {
    /** @type {IntersectionObserverCallback} */
    #callback;

    /** @param {IntersectionObserverCallback} callback @param {IntersectionObserverInit} [options] */
    constructor(callback, options) {
      super(callback, options);
      this.#callback = callback;
    }

    /** @param {Element} target */
    observe(target) {
      if (!target.classList.contains("placeholder")) {
        super.observe(target);
        return;
      }
      const entry = /** @type {IntersectionObserverEntry} */ (/** @type {unknown} */ ({ isIntersecting: true, target }));
      queueMicrotask(() => this.#callback([entry], this));
    }
  };
};
