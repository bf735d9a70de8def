using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Recording;

namespace MtlDsl.Training.Tests.Recording;

public sealed class StepTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder["table.csv"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_are_in_the_file_at_once_and_can_be_read_while_it_grows()
    {
        using var table = new StepTable(Path, ["a", "b"], 0);
        table.Add(1, [0.5, double.NaN]);
        table.Add(2, [1e-7, double.PositiveInfinity]);

        File.ReadAllText(Path).ShouldBe("iteration,a,b\n1,0.5,\n2,1E-07,\n");
        var (columns, rows) = RunTable.Read(Path);
        columns.ShouldBe(["a", "b"]);
        rows.Select(row => row.Iteration).ShouldBe([1, 2]);
        rows[1].Values.ShouldBe([1e-7, double.NaN]);
    }

    [Fact]
    public void A_run_that_goes_on_keeps_the_rows_up_to_there()
    {
        File.WriteAllText(Path, "iteration,a\n5,1\n10,2\n15,3\n20,4\n2");

        using (var table = new StepTable(Path, ["a"], 12))
            table.Add(13, [9]);

        File.ReadAllText(Path).ShouldBe("iteration,a\n5,1\n10,2\n13,9\n");
    }

    [Fact]
    public void A_row_that_a_kill_left_unfinished_is_not_read()
    {
        File.WriteAllText(Path, "iteration,a\n5,1\n10,22");

        RunTable.Read(Path).Rows.Select(row => row.Iteration).ShouldBe([5]);
        RunTable.Read(folder["absent.csv"]).Rows.ShouldBeEmpty();
    }

    [Fact]
    public void A_run_that_begins_anew_begins_the_table_anew()
    {
        File.WriteAllText(Path, "iteration,a\n5,1\n");

        new StepTable(Path, ["b"], 0).Dispose();

        File.ReadAllText(Path).ShouldBe("iteration,b\n");
    }

    [Fact]
    public void Rows_of_other_columns_are_not_mixed_in()
    {
        File.WriteAllText(Path, "iteration,a\n5,1\n");

        Should.Throw<CheckpointException>(() => new StepTable(Path, ["b"], 5)).Message.ShouldContain("table.csv: has the columns 'iteration,a'");
        File.ReadAllText(Path).ShouldBe("iteration,a\n5,1\n");
    }
}
