using MtlDsl.Vision;

namespace MtlDsl.Metrics;

/// <summary>An object that is there.</summary>
/// <param name="Class">Index of its class.</param>
/// <param name="Box">Where, in the unit of the detections that it is compared with.</param>
/// <param name="Difficult">Finding it counts neither as a hit nor as a false alarm, missing it not as a miss (Pascal VOC).</param>
/// <param name="Crowd">A region of many objects that are not told apart (COCO): like a difficult one, for any number of detections.</param>
public readonly record struct TrueObject(int Class, Box Box, bool Difficult = false, bool Crowd = false);
