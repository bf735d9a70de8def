using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl;

/// <summary>
/// Estimates how long a network takes on a board: each stage takes as long as its arithmetic or as its memory traffic, whichever is
/// longer (Williams, Waterman and Patterson, 2009), and every operator adds what it costs to start one. The three numbers below are the
/// same for all boards; they are fitted to the study's eight measured times of its Pascal VOC networks on Jetson TX1 and Titan X, run
/// layer by layer in float32, one image at a time. A runtime that joins layers or takes float16 is faster.
/// </summary>
public static class Roofline
{
    /// <summary>The share of a board's float32 operations that layers reach.</summary>
    public const double ComputeShare = 0.33;

    /// <summary>The share of a board's bandwidth that is left when each value is counted as written once and read once.</summary>
    public const double BandwidthShare = 0.076;

    /// <summary>What starting an operator costs, in milliseconds.</summary>
    public const double MillisecondsPerOperator = 0.13;

    /// <summary>Estimates a network, step by step.</summary>
    public static Estimate Estimate(Board board, IEnumerable<Step> steps)
    {
        var profile = BoardProfile.Of(board);
        return new(board, [.. steps.Select(step => new StepTime(step.Name, Milliseconds(profile, step.Cost)))]);
    }

    private static double Milliseconds(BoardProfile board, Cost cost)
    {
        var compute = 2.0 * cost.MultiplyAdds / (board.GigaFlops * ComputeShare);
        var traffic = 4.0 * (2 * cost.Activations + cost.Parameters) / (board.BandwidthGB * BandwidthShare);
        return Math.Max(compute, traffic) / 1e6 + cost.Operators * MillisecondsPerOperator;
    }
}
