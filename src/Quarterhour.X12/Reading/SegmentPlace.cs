namespace Quarterhour.X12;

/// <summary>Where a segment stands: in the file, in its transaction, and its first byte.</summary>
readonly record struct SegmentPlace(long Segment, int Position, long Offset);
