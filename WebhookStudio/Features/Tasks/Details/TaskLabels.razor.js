// Shapes are in pixels of the picture: its own size is the box they are drawn in.
export function fit(picture) {
  const take = () => {
    if (picture.naturalWidth > 0) {
      picture.parentElement.querySelector('.task-shapes')?.setAttribute('viewBox', `0 0 ${picture.naturalWidth} ${picture.naturalHeight}`);
    }
    picture.closest('figure')?.classList.toggle('is-failed', picture.complete && picture.naturalWidth === 0);
  };
  picture.onload = take;
  picture.onerror = take;
  take();
}
