"""The public record as a static website: the same answers as in Discord, as pages that anybody can read, print and link to."""
