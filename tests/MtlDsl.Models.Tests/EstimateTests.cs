using System.Text;
using MtlDsl.Onnx;

namespace MtlDsl.Models.Tests;

public class EstimateTests
{
    private static readonly Board[] boards = [Board.JetsonTX1, Board.TitanX];

    [Theory]
    [InlineData(Board.JetsonTX1, 0.07, 0.07)]
    [InlineData(Board.TitanX, 0.27, 0.18)]
    public void Estimates_are_as_far_from_the_measured_times_as_is_said(Board board, double calibrating, double unseen)
    {
        foreach (var measured in Measured.All)
            Math.Abs(measured.Error(board)).ShouldBeLessThan(measured.IsCalibrating ? calibrating : unseen, measured.Name);
    }

    [Fact]
    public void The_three_numbers_are_the_best_for_the_measured_times_they_are_fitted_to()
    {
        var fitted = Roofline.LayerByLayer;
        foreach (var factor in (double[])[0.95, 1.05])
        foreach (var changed in (Roofline[])
            [
                fitted with { ComputeShare = factor * fitted.ComputeShare },
                fitted with { BandwidthShare = factor * fitted.BandwidthShare },
                fitted with { MillisecondsPerOperator = factor * fitted.MillisecondsPerOperator },
            ])
            Loss(changed).ShouldBeGreaterThan(0.999 * Loss(fitted), $"{changed}");
        // No stage of these networks is bound by arithmetic at that share or above, so that a larger one fits as well.
        Loss(fitted with { ComputeShare = 0.9 }).ShouldBe(Loss(fitted), 1e-3);
        Loss(fitted with { ComputeShare = 0.15 }).ShouldBeGreaterThan(1.1 * Loss(fitted));

        static double Loss(Roofline runtime) => Measured.All.Where(m => m.IsCalibrating)
            .Sum(measured => boards.Sum(board => Math.Pow(measured.Error(board, runtime), 2)));
    }

    [Fact]
    public void Any_board_is_the_slowest_and_reads_the_least()
    {
        var any = BoardProfile.Of(Board.Any);
        foreach (var board in BoardProfile.All)
        {
            VocMultitask.Architecture.Estimate(Board.Any).Milliseconds.ShouldBeGreaterThanOrEqualTo(VocMultitask.Architecture.Estimate(board.Board).Milliseconds);
            any.Export.NewestOpset.ShouldBeLessThanOrEqualTo(board.Export.NewestOpset);
            (any.Export.HalfPixelResize && !board.Export.HalfPixelResize).ShouldBeFalse();
            any.MemoryGB.ShouldBeLessThanOrEqualTo(board.MemoryGB);
        }
        BoardProfile.All.Select(board => board.Board).ShouldBe(Enum.GetValues<Board>());
        Should.Throw<ArgumentOutOfRangeException>(() => BoardProfile.Of((Board)99)).Message.ShouldContain("JetsonOrinNano");
    }

    [Fact]
    public void The_page_shows_what_is_estimated() => GeneratedDocument.Hold("docs/estimates.md", "measured", Table());

    [Fact]
    public void The_page_shows_the_boards() => GeneratedDocument.Hold("docs/estimates.md", "boards", Boards());

    private static string Table()
    {
        var table = new StringBuilder();
        table.Append("| network | fitted to | TX1 measured | TX1 estimated | error | Titan X measured | Titan X estimated | error |\n");
        table.Append("| :--- | :--- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var measured in Measured.All)
        {
            table.Append($"| {measured.Name} | {(measured.IsCalibrating ? "yes" : "no")} |");
            foreach (var board in boards)
                table.Append(FormattableString.Invariant($" {measured.On(board):0} ms | {measured.Network.Estimate(board).Milliseconds:0} ms | {100 * measured.Error(board):+0;-0} % |"));
            table.Append('\n');
        }
        return table.ToString();
    }

    private static string Boards()
    {
        var table = new StringBuilder();
        table.Append("| board | GFLOP/s | GB/s | memory | runtime of its last JetPack | operator set of `export` | Resize about cells' centres | VocMultitask |\n");
        table.Append("| :--- | ---: | ---: | ---: | :--- | ---: | :--- | ---: |\n");
        foreach (var board in BoardProfile.All)
            table.Append(FormattableString.Invariant($"| `{board.Board}` | {board.GigaFlops:0} | {board.BandwidthGB:0.0} | {board.MemoryGB:0} GB | {board.Export.Runtime} | {ExportOptions.For(board.Board).Opset} | {(board.Export.HalfPixelResize ? "yes" : "no")} | {VocMultitask.Architecture.Estimate(board.Board).Milliseconds:0} ms |\n"));
        return table.ToString();
    }
}
