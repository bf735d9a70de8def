using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl;

/// <summary>The figures of a board, from its maker's data sheet.</summary>
/// <param name="Board">The board.</param>
/// <param name="GigaFlops">Float32 operations a nanosecond: CUDA cores x 2 x the highest clock.</param>
/// <param name="BandwidthGB">Memory bandwidth, gigabytes a second.</param>
/// <param name="MemoryGB">Memory, gigabytes; a Jetson shares it between CPU and GPU.</param>
/// <param name="JetPacks">What the TensorRT of each JetPack that it gets reads, the oldest first.</param>
public sealed record BoardProfile(Board Board, double GigaFlops, double BandwidthGB, double MemoryGB, IReadOnlyList<ExportLimits> JetPacks)
{
    private static readonly ExportLimits[] ofJetPack4 = [ExportLimits.JetPack44, ExportLimits.JetPack46, ExportLimits.JetPack461];

    private static readonly ExportLimits[] ofXavier = [.. ofJetPack4, ExportLimits.JetPack51];

    // 7.0 and 7.1 are for Thor alone.
    private static readonly ExportLimits[] ofOrin =
        [ExportLimits.JetPack51, ExportLimits.JetPack60, ExportLimits.JetPack61, ExportLimits.JetPack62, ExportLimits.JetPack72, ExportLimits.JetPack722];

    private static readonly ExportLimits[] ofThor = [ExportLimits.JetPack70, ExportLimits.JetPack71, ExportLimits.JetPack72, ExportLimits.JetPack722];

    /// <summary>What its TensorRT reads, with the last JetPack that it gets.</summary>
    public ExportLimits Export => JetPacks[JetPacks.Count - 1];

    /// <summary>Whether its GPU multiplies whole numbers of eight bits.</summary>
    public bool HasInt8 { get; init; } = true;

    /// <summary>Every board, in the order of the enum.</summary>
    public static IReadOnlyList<BoardProfile> All { get; } =
    [
        new(Board.Any, 236, 25.6, 4, [ExportLimits.JetPack44]) { HasInt8 = false },
        new(Board.JetsonNano, 236, 25.6, 4, ofJetPack4) { HasInt8 = false },
        new(Board.JetsonTX1, 512, 25.6, 4, ofJetPack4) { HasInt8 = false },
        new(Board.JetsonTX2, 750, 59.7, 8, ofJetPack4) { HasInt8 = false },
        new(Board.JetsonXavierNX, 845, 59.7, 8, ofXavier),
        new(Board.JetsonXavier, 1410, 136.5, 32, ofXavier),
        new(Board.JetsonOrinNano, 1280, 68, 8, ofOrin),
        new(Board.JetsonOrinNX, 1880, 102.4, 16, ofOrin),
        new(Board.JetsonOrin, 5325, 204.8, 64, ofOrin),
        new(Board.JetsonThor, 8038, 273, 128, ofThor),
        // A workstation runs what its owner installs, so nothing more than the narrowest is promised of it.
        new(Board.TitanX, 6144, 336, 12, [ExportLimits.JetPack44 with { Runtime = "TensorRT as installed", JetPack = "", Glibc = null }]) { HasInt8 = false },
    ];

    /// <summary>The figures of a board.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such board.</exception>
    public static BoardProfile Of(Board board) => All.FirstOrDefault(profile => profile.Board == board)
        ?? throw new ArgumentOutOfRangeException(nameof(board), board, $"There is no such board; there are {string.Join(", ", All.Select(p => p.Board))}.");
}
