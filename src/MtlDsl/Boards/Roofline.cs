using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl;

/// <summary>
/// Estimates how long a network takes on a board: each stage takes as long as its arithmetic or as its memory traffic, whichever is
/// longer (the roofline of Williams, Waterman and Patterson, 2009), and every operator adds what it costs to start. Three numbers say how
/// well a runtime uses a board; they are the same for all boards.
/// </summary>
/// <param name="ComputeShare">The share of a board's float32 operations that layers reach.</param>
/// <param name="BandwidthShare">The share of a board's bandwidth that is left when each value is counted as written once and read once.</param>
/// <param name="MillisecondsPerOperator">What starting an operator costs, in milliseconds.</param>
public sealed record Roofline(double ComputeShare, double BandwidthShare, double MillisecondsPerOperator)
{
    /// <summary>
    /// The runtime of the study: Caffe, layer by layer in float32. Fitted to its eight measured times of the Pascal VOC networks on Jetson
    /// TX1 and Titan X. A runtime that joins layers or takes float16 is faster.
    /// </summary>
    public static Roofline LayerByLayer { get; } = new(ComputeShare: 0.3, BandwidthShare: 0.077, MillisecondsPerOperator: 0.125);

    /// <summary>Estimates a network, step by step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such board.</exception>
    public Estimate Estimate(Board board, IEnumerable<Step> steps)
    {
        var profile = BoardProfile.Of(board);
        return new(board, [.. steps.Select(step => new StepTime(step.Name, Milliseconds(profile, step.Cost)))]);
    }

    private double Milliseconds(BoardProfile board, Cost cost)
    {
        var compute = 2.0 * cost.MultiplyAdds / (board.GigaFlops * ComputeShare);
        var traffic = 4.0 * (2 * cost.Activations + cost.Parameters) / (board.BandwidthGB * BandwidthShare);
        return Math.Max(compute, traffic) / 1e6 + cost.Operators * MillisecondsPerOperator;
    }
}
