// What the editor writes becomes a proposal. Its library of files would write an upload, a new name or a removal straight
// into the branch that the site is built from, past everybody who looks at changes. No such request leaves the page.

const REFUSED = "Nothing was written. This editor proposes words; a picture or another file is added to the repository by hand, as a proposal.";

/** @param {string} branch the branch that the site is built from @param {(sentence: string) => void} tell */
export const allowProposalsOnly = (branch, tell) => {
  const ask = window.fetch.bind(window);
  window.fetch = async (address, options) => {
    if (committedBranch(options?.body) !== branch) return ask(address, options);
    tell(REFUSED);
    return Response.json({ message: REFUSED }, { status: 403 });
  };
};

/**
 * The branch that a request commits to, by GitLab's "Create a commit" or GitHub's createCommitOnBranch.
 * @param {BodyInit | null} [body]
 */
const committedBranch = (body) => {
  if (typeof body !== "string" || !body.startsWith("{")) return undefined;
  const { actions, branch, variables } = JSON.parse(body);
  return actions ? branch : variables?.input?.branch?.branchName;
};
