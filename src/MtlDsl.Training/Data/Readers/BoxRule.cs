using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// What boxes of a data set may be, whatever its format: of a box counts what the image shows, of one without extent or beside the image nothing,
/// and a check of the data tells of each. Only what cannot be meant stops the reading.
/// </summary>
internal static class BoxRule
{
    /// <summary>How far beyond the image a box may reach, in sides of the image. One that reaches further has numbers of another unit or image.</summary>
    private const float Reach = 1;

    /// <summary>Why a box cannot be meant; null where it can.</summary>
    /// <param name="box">The box in fractions of the image.</param>
    public static string? Fault(Box box) => box switch
    {
        { Width: < 0 } or { Height: < 0 } => "ends before it begins; the smaller corner comes first",
        { Left: < -Reach } or { Top: < -Reach } or { Right: > 1 + Reach } or { Bottom: > 1 + Reach } =>
            "reaches far outside of the image; correct or remove it",
        _ => null,
    };
}
