namespace MtlDsl;

/// <summary>
/// What a network may cost on a board; the build fails with MTL3003 where it costs more. What is not given is not limited. Once for each
/// board. The time is an estimate, see <see cref="Roofline"/>.
/// </summary>
/// <example><code>[Budget(Board.JetsonTX1, Milliseconds = 250, WeightsMB = 160)]</code></example>
/// <param name="board">The board.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class BudgetAttribute(Board board) : Attribute
{
    /// <summary>The board.</summary>
    public Board Board { get; } = board;

    /// <summary>The longest estimated time for one image, in milliseconds.</summary>
    public double Milliseconds { get; set; }

    /// <summary>The most weights and statistics as float32, in decimal megabytes.</summary>
    public double WeightsMB { get; set; }

    /// <summary>The most multiply-adds for one image, in thousands of millions.</summary>
    public double MultiplyAddsG { get; set; }

    /// <summary>The most that is written in inference for one image as float32, in decimal megabytes.</summary>
    public double ActivationsMB { get; set; }
}
