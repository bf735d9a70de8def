namespace MtlDsl.Training.Data;

/// <summary>As much of a text from a file as a message repeats: the file may hold anything.</summary>
internal static class Excerpt
{
    private const int Longest = 120;

    /// <summary>The beginning of a text that may be of any length.</summary>
    public static string Of(string text) => text.Length <= Longest ? text : $"{text[..Longest]}...";
}
