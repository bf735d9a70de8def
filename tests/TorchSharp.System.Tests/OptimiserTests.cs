using System.Text.Json;
using TorchSharp.Modules;
using TorchSharp.Tests.Fixtures;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Trajectories of the optimisers against PyTorch's.</summary>
public class OptimiserTests
{
    private static readonly JsonElement[] Cases = [.. Fixture.Load("optimisers").EnumerateArray()];

    private static readonly Dictionary<string, Func<Parameter[], OptimizerHelper>> Makers = new()
    {
        ["sgd"] = p => optim.SGD(p, 0.1),
        ["sgd_momentum"] = p => optim.SGD(p, 0.05, momentum: 0.9, dampening: 0.1, weight_decay: 0.01),
        ["sgd_nesterov"] = p => optim.SGD(p, 0.05, momentum: 0.9, nesterov: true, weight_decay: 0.01),
        ["sgd_maximize"] = p => optim.SGD(p, 0.01, momentum: 0.5, maximize: true),
        ["adam"] = p => optim.Adam(p, 0.05, 0.8, 0.95, weight_decay: 0.01),
        ["adam_amsgrad"] = p => optim.Adam(p, 0.05, amsgrad: true),
        ["adamw"] = p => optim.AdamW(p, 0.05, weight_decay: 0.1),
        ["adamw_amsgrad"] = p => optim.AdamW(p, 0.05, weight_decay: 0.1, amsgrad: true),
        ["adadelta"] = p => optim.Adadelta(p, 0.7, rho: 0.85, weight_decay: 0.01),
    };

    public static TheoryData<string> Names => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trajectory_is_PyTorchs(string name)
    {
        var run = new Run(name);
        using OptimizerHelper optimiser = Makers[name](run.Parameters);
        for (int step = 0; step < run.Steps.Length; step++)
        {
            run.Step(optimiser, step);
            run.ShouldBeAt(step);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_state_resumes_where_it_was(string name)
    {
        var run = new Run(name);
        using OptimizerHelper first = Makers[name](run.Parameters);
        for (int step = 0; step < 3; step++) run.Step(first, step);
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true)) first.save_state_dict(writer);
        memory.Position = 0;

        using OptimizerHelper second = Makers[name](run.Parameters);
        using (var reader = new BinaryReader(memory)) second.load_state_dict(reader);
        first.state_dict().State.Zip(second.state_dict().State).ShouldAllBe(pair => pair.First.ApproximatelyEquals(pair.Second));
        for (int step = 3; step < run.Steps.Length; step++) run.Step(second, step);
        run.ShouldBeAt(run.Steps.Length - 1);
    }

    [Fact]
    public void A_state_of_another_optimiser_is_refused()
    {
        var run = new Run("sgd");
        using OptimizerHelper sgd = Makers["sgd"](run.Parameters), adam = Makers["adam"](run.Parameters);
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true)) sgd.save_state_dict(writer);
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        Should.Throw<InvalidDataException>(() => adam.load_state_dict(reader)).Message.ShouldContain("SGD");
    }

    [Fact]
    public void Each_group_has_its_own_rate()
    {
        using Parameter fast = new(ones(1)), slow = new(ones(1));
        using SGD optimiser = optim.SGD([new SGD.ParamGroup([fast], lr: 0.5), new SGD.ParamGroup([slow], lr: 0.1)], 1);
        (fast + slow).sum().backward();
        optimiser.step();
        fast.item<float>().ShouldBe(0.5f);
        slow.item<float>().ShouldBe(0.9f, 1e-6f);
        optimiser.ParamGroups.Select(group => group.LearningRate).ShouldBe([0.5, 0.1]);
    }

    [Fact]
    public void A_parameter_belongs_to_one_group()
    {
        using var parameter = new Parameter(ones(1));
        Should.Throw<ArgumentException>(() => optim.SGD([new SGD.ParamGroup([parameter]), new SGD.ParamGroup([parameter])], 1));
    }

    private sealed class Run
    {
        private readonly Tensor _x, _target;

        public Run(string name)
        {
            JsonElement entry = Cases.Single(each => each.GetProperty("name").GetString() == name);
            _x = entry.GetProperty("x").ToTensor();
            _target = entry.GetProperty("target").ToTensor();
            Parameters = [new Parameter(entry.GetProperty("w").ToTensor()), new Parameter(entry.GetProperty("v").ToTensor())];
            Steps = [.. entry.GetProperty("steps").EnumerateArray()];
        }

        public Parameter[] Parameters { get; }

        public JsonElement[] Steps { get; }

        public void Step(optim.Optimizer optimiser, int step)
        {
            optimiser.zero_grad();
            Tensor output = _x.matmul(Parameters[0]);
            if (step >= 2) output += Parameters[1];
            nn.functional.mse_loss(output, _target).backward();
            optimiser.step();
        }

        public void ShouldBeAt(int step)
        {
            Parameters[0].ShouldBeClose(Steps[step].GetProperty("w"), $"w after step {step}", 2e-5);
            Parameters[1].ShouldBeClose(Steps[step].GetProperty("v"), $"v after step {step}", 2e-5);
        }
    }
}
