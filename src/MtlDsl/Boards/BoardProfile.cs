using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl;

/// <summary>The figures of a board, from its maker's data sheet.</summary>
/// <param name="Board">The board.</param>
/// <param name="GigaFlops">Float32 operations a nanosecond: CUDA cores x 2 x the highest clock.</param>
/// <param name="BandwidthGB">Memory bandwidth, gigabytes a second.</param>
/// <param name="MemoryGB">Memory, gigabytes; a Jetson shares it between CPU and GPU.</param>
/// <param name="Export">What its TensorRT reads, with the last JetPack that it gets.</param>
public sealed record BoardProfile(Board Board, double GigaFlops, double BandwidthGB, double MemoryGB, ExportLimits Export)
{
    /// <summary>What the TensorRT of the first JetPack that it gets reads.</summary>
    public ExportLimits Oldest { get; init; } = ExportLimits.JetPack44;

    /// <summary>Whether its GPU multiplies whole numbers of eight bits.</summary>
    public bool HasInt8 { get; init; } = true;

    /// <summary>Every board, in the order of the enum.</summary>
    public static IReadOnlyList<BoardProfile> All { get; } =
    [
        new(Board.Any, 236, 25.6, 4, ExportLimits.JetPack44) { HasInt8 = false },
        new(Board.JetsonNano, 236, 25.6, 4, ExportLimits.JetPack461) { HasInt8 = false },
        new(Board.JetsonTX1, 512, 25.6, 4, ExportLimits.JetPack461) { HasInt8 = false },
        new(Board.JetsonTX2, 750, 59.7, 8, ExportLimits.JetPack461) { HasInt8 = false },
        new(Board.JetsonXavierNX, 845, 59.7, 8, ExportLimits.JetPack51),
        new(Board.JetsonXavier, 1410, 136.5, 32, ExportLimits.JetPack51),
        new(Board.JetsonOrinNano, 1280, 68, 8, ExportLimits.JetPack61) { Oldest = ExportLimits.JetPack51 },
        new(Board.JetsonOrinNX, 1880, 102.4, 16, ExportLimits.JetPack61) { Oldest = ExportLimits.JetPack51 },
        new(Board.JetsonOrin, 5325, 204.8, 64, ExportLimits.JetPack61) { Oldest = ExportLimits.JetPack51 },
        // A workstation runs what its owner installs, so nothing more than the narrowest is promised of it.
        new(Board.TitanX, 6144, 336, 12, ExportLimits.JetPack44 with { Runtime = "TensorRT as installed", JetPack = "" }) { HasInt8 = false },
    ];

    /// <summary>The figures of a board.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such board.</exception>
    public static BoardProfile Of(Board board) => All.FirstOrDefault(profile => profile.Board == board)
        ?? throw new ArgumentOutOfRangeException(nameof(board), board, $"There is no such board; there are {string.Join(", ", All.Select(p => p.Board))}.");
}
