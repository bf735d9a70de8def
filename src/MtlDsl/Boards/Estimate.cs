using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl;

/// <summary>How long a network is expected to take on a board, for one image.</summary>
/// <param name="Board">The board.</param>
/// <param name="Steps">The steps in order, with their times.</param>
public sealed record Estimate(Board Board, IReadOnlyList<StepTime> Steps)
{
    /// <summary>The whole time, in milliseconds.</summary>
    public double Milliseconds => Steps.Sum(step => step.Milliseconds);

    /// <summary>The steps that take longest with their shares, the longest first: "Res4f 23 %, Res2c 21 %".</summary>
    public string Longest(int count) => string.Join(", ", Steps.OrderByDescending(step => step.Milliseconds).Take(count)
        .Select(step => FormattableString.Invariant($"{step.Name.Substring(step.Name.LastIndexOf('.') + 1)} {100 * step.Milliseconds / Milliseconds:0} %")));
}

/// <summary>How long a step is expected to take.</summary>
/// <param name="Name">The stage or head.</param>
/// <param name="Milliseconds">The time for one image.</param>
public sealed record StepTime(string Name, double Milliseconds);
