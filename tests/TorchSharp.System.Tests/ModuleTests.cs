using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public class ModuleTests
{
    [Fact]
    public void Fields_are_registered_by_name_and_kind()
    {
        using var module = new Holder();
        module.named_parameters().Select(each => each.name).ShouldBe(["scale", "layer.weight", "layer.bias"]);
        module.named_buffers().Select(each => each.name).ShouldBe(["anchors"]);
        module.named_children().Select(each => each.name).ShouldBe(["layer"]);
        module.has_parameter("layer.weight").ShouldBeTrue();
        module.get_buffer("none").ShouldBeNull();
    }

    [Fact]
    public void A_name_given_by_hand_beside_a_field_registers_twice_when_it_becomes_a_child()
    {
        using var child = new HandRegistered();
        child.named_parameters().Count().ShouldBe(2);
        using var parent = new Parent(child);
        parent.named_parameters().Select(each => each.name).ShouldBe(["inner.fc.weight", "inner.fc.bias"]);
        parent.named_modules().Select(each => each.name).ShouldBe(["inner", "inner.fc", "inner._fc"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    public void Names_of_modules_hold_no_dot(string name)
    {
        using Sequential holder = Sequential();
        Should.Throw<ArgumentException>(() => holder.register_module(name, Identity()));
    }

    [Fact]
    public void A_taken_name_is_refused()
    {
        using Sequential holder = Sequential(("a", Identity()));
        Should.Throw<InvalidOperationException>(() => holder.register_module("a", Identity()));
        Should.Throw<InvalidOperationException>(() => ReLU().register_module("a", Identity()));
    }

    [Fact]
    public void A_state_loads_by_name()
    {
        using Linear source = Linear(2, 3), target = Linear(2, 3);
        (IList<string> missing, IList<string> unexpected) = target.load_state_dict(source.state_dict());
        (missing.Count, unexpected.Count).ShouldBe((0, 0));
        target.weight.Equals(source.weight).ShouldBeTrue();

        var other = new Dictionary<string, Tensor> { ["weight"] = zeros(3, 2), ["extra"] = zeros(1) };
        Should.Throw<InvalidOperationException>(() => target.load_state_dict(other)).Message.ShouldContain("missing [bias], unexpected [extra]");
        (missing, unexpected) = target.load_state_dict(other, strict: false);
        missing.ShouldBe(["bias"]);
        unexpected.ShouldBe(["extra"]);
        target.weight.sum().item<float>().ShouldBe(0);
        target.load_state_dict(other, skip: ["bias", "extra"]).missing_keys.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_gives_the_state_back()
    {
        using var source = new SampleNetwork();
        using var target = new SampleNetwork();
        using var memory = new MemoryStream();
        source.save(memory);
        memory.Position = 0;
        var loaded = new Dictionary<string, bool>();
        target.load(memory, loadedParameters: loaded);
        loaded.Values.ShouldAllBe(each => each);
        foreach ((string name, Tensor tensor) in source.state_dict()) target.state_dict()[name].Equals(tensor).ShouldBeTrue(name);

        memory.Position = 0;
        using Linear other = Linear(1, 1);
        Should.Throw<ArgumentException>(() => other.load(memory)).Message.ShouldContain("entries");
    }

    [Fact]
    public void The_file_is_TorchSharps_format()
    {
        using Linear layer = Linear(tensor(new[,] { { 1f, 2f } }).AsParameter());
        using var memory = new MemoryStream();
        layer.save(memory);
        // One entry; its name; Float32; rank 2; sizes 1 and 2; the elements.
        byte[] expected = [1, 6, .. "weight"u8, 6, 2, 1, 2, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)];
        memory.ToArray().ShouldBe(expected);
    }

    [Fact]
    public void Conversion_replaces_parameters_in_their_fields()
    {
        using var net = new SampleNetwork();
        Parameter before = net.First.weight;
        net.to(ScalarType.Float64).ShouldBeSameAs(net);
        net.First.weight.dtype.ShouldBe(ScalarType.Float64);
        net.First.weight.requires_grad.ShouldBeTrue();
        before.IsInvalid.ShouldBeTrue();
        net.parameters().ShouldAllBe(parameter => parameter.dtype == ScalarType.Float64);
        net.state_dict()["bn1.num_batches_tracked"].dtype.ShouldBe(ScalarType.Int64);
        using Tensor output = net.call(zeros(1, 3, 16, 16, ScalarType.Float64));
        output.dtype.ShouldBe(ScalarType.Float64);
        Parameter same = net.First.weight;
        net.cpu();
        net.First.weight.ShouldBeSameAs(same);
    }

    [Fact]
    public void Training_reaches_every_child()
    {
        using var net = new SampleNetwork();
        net.modules().ShouldAllBe(module => module.training);
        net.eval();
        net.modules().ShouldAllBe(module => !module.training);
    }

    [Fact]
    public void Gradients_are_dropped_or_made_zero()
    {
        using Linear layer = Linear(2, 1);
        layer.call(ones(1, 2)).sum().backward();
        layer.zero_grad(set_to_none: false);
        layer.weight.grad!.sum().item<float>().ShouldBe(0);
        layer.zero_grad();
        layer.weight.grad.ShouldBeNull();
    }

    [Fact]
    public void Hooks_see_and_change_calls_until_removed()
    {
        using Identity identity = Identity();
        var before = identity.register_forward_pre_hook((_, x) => x + 1);
        var after = identity.register_forward_hook((_, _, y) => y * 10);
        identity.call(ones(1)).item<float>().ShouldBe(20);
        before.remove();
        after.remove();
        identity.call(ones(1)).item<float>().ShouldBe(1);
    }

    [Fact]
    public void Sequences_can_be_named_indexed_and_cut()
    {
        using Sequential sequence = Sequential(("a", ReLU()), ("b", Linear(2, 2)), ("c", Identity()));
        sequence.Count.ShouldBe(3);
        sequence[1].ShouldBeOfType<Linear>();
        sequence[1..].named_children().Select(each => each.name).ShouldBe(["b", "c"]);
        sequence.append(Identity()).named_children().Last().name.ShouldBe("3");
        Sequential().call(ones(1)).item<float>().ShouldBe(1);
    }

    [Fact]
    public void Lists_and_dictionaries_of_modules_name_their_children()
    {
        using ModuleList<Linear> list = ModuleList(Linear(1, 1), Linear(1, 2));
        list.Insert(0, Linear(1, 3));
        list.state_dict().Keys.ShouldBe(["0.weight", "0.bias", "1.weight", "1.bias", "2.weight", "2.bias"]);
        list[0].out_features.ShouldBe(3);
        list.RemoveAt(1);
        list.named_children().Count().ShouldBe(2);

        using ModuleDict<Linear> dictionary = ModuleDict(("x", Linear(1, 1)), ("y", Linear(1, 2)));
        dictionary["y"] = Linear(1, 4, hasBias: false);
        dictionary.state_dict().Keys.ShouldBe(["x.weight", "x.bias", "y.weight"]);
        dictionary.Remove("x");
        dictionary.ContainsKey("x").ShouldBeFalse();
        dictionary.named_children().Select(each => each.name).ShouldBe(["y"]);
    }

    [Theory]
    [InlineData(PaddingModes.Reflect)]
    [InlineData(PaddingModes.Replicate)]
    [InlineData(PaddingModes.Circular)]
    public void A_convolution_pads_as_told(PaddingModes mode)
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d layer = Conv2d(1, 1, (3, 5), padding: (1, 2), padding_mode: mode);
        Tensor x = randn(1, 1, 6, 7);
        Tensor expected = functional.conv2d(functional.pad(x, (2, 2, 1, 1), mode), layer.weight, layer.bias);
        layer.call(x).allclose(expected).ShouldBeTrue();
    }

    [Fact]
    public void A_transposed_convolution_meets_the_size_asked_for()
    {
        using ConvTranspose2d layer = ConvTranspose2d(1, 1, 3, 2, 1);
        using Tensor x = zeros(1, 1, 4, 4);
        layer.call(x).shape.ShouldBe([1, 1, 7, 7]);
        layer.forward(x, [8, 8]).shape.ShouldBe([1, 1, 8, 8]);
        Should.Throw<ArgumentException>(() => layer.forward(x, [9, 9])).Message.ShouldContain("sizes from 7 to 8");
    }

    [Fact]
    public void Layers_do_what_their_functions_do()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(2, 4, 6, 6);
        (Module<Tensor, Tensor> Layer, Tensor Expected)[] pairs =
        [
            (ReLU(), functional.relu(x)), (ReLU6(), functional.relu6(x)), (SiLU(), functional.silu(x)), (Hardswish(), functional.hardswish(x)),
            (Hardsigmoid(), functional.hardsigmoid(x)), (Sigmoid(), functional.sigmoid(x)), (Softmax(1), functional.softmax(x, 1)),
            (MaxPool2d(2), functional.max_pool2d(x, 2)), (MaxPool2d((3, 2), (1, 2)), functional.max_pool2d(x, (3, 2), (1, 2))),
            (AvgPool2d(3, 1, 1), functional.avg_pool2d(x, 3, 1, 1)), (AdaptiveAvgPool2d((2, 3)), functional.adaptive_avg_pool2d(x, (2, 3))),
            (AdaptiveMaxPool2d([2, 2]), functional.adaptive_max_pool2d(x, [2, 2])), (Flatten(), x.flatten(1)), (Identity(), x),
            (Upsample(scale_factor: [2], mode: UpsampleMode.Bilinear, align_corners: false), functional.interpolate(x, scale_factor: [2], mode: InterpolationMode.Bilinear, align_corners: false)),
            (GroupNorm(2, 4), functional.group_norm(x, 2)),
        ];
        foreach ((Module<Tensor, Tensor> layer, Tensor expected) in pairs)
        {
            layer.call(x).allclose(expected, 1e-5, 1e-6).ShouldBeTrue(layer.GetName());
            layer.Dispose();
        }
    }

    [Fact]
    public void Dropout_works_in_training_only()
    {
        using Dropout layer = Dropout(0.5);
        using Dropout2d channels = Dropout2d(0.5);
        using Tensor x = ones(1, 200, 2, 2);
        float[] kept = layer.call(x).data<float>().ToArray();
        kept.Distinct().Order().ShouldBe([0f, 2f]);
        channels.call(x).sum(2, 3).data<float>().ToArray().Distinct().Order().ShouldBe([0f, 8f]);
        layer.eval();
        layer.call(x).Equals(x).ShouldBeTrue();
    }

    [Fact]
    public void Batch_normalisation_needs_four_dimensions()
    {
        using BatchNorm2d layer = BatchNorm2d(2);
        Should.Throw<ArgumentException>(() => layer.call(ones(2, 2))).Message.ShouldContain("4D");
    }

    private sealed class Holder : Module<Tensor, Tensor>
    {
        private readonly Linear layer = Linear(1, 1);
        private readonly Parameter scale = new(ones(1));

        [ComponentName(Name = "anchors")]
        private readonly Tensor _priors = ones(2);

#pragma warning disable CS0169 // An empty slot is passed over.
        private readonly Linear? absent;
#pragma warning restore CS0169

        public Holder() : base(nameof(Holder)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layer.call(input) * scale + _priors.sum();
    }

    private sealed class HandRegistered : Module<Tensor, Tensor>
    {
        private readonly Linear _fc = Linear(1, 1);

        public HandRegistered() : base(nameof(HandRegistered)) => register_module("fc", _fc);

        public override Tensor forward(Tensor input) => _fc.call(input);
    }

    private sealed class Parent : Module<Tensor, Tensor>
    {
        private readonly HandRegistered inner;

        public Parent(HandRegistered inner) : base(nameof(Parent))
        {
            this.inner = inner;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => inner.call(input);
    }
}
