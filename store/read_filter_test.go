package store_test

import (
	"slices"
	"testing"
	"time"

	"partnernetz/content"
	"partnernetz/content/list"
	"partnernetz/network"
	"partnernetz/store"
)

type (
	text  = list.StringFilter
	dates = list.DateFilter
	when  = list.DateTimeFilter
	yes   = list.BooleanFilter
	pf    = network.PartnerFilter
	af    = network.AgreementFilter
	mf    = network.MeasureFilter
	ef    = network.EventFilter
)

// Every operator on every kind of field finds exactly what the schema says, null and missing included.
func readFilters(t *testing.T, s *store.Store) {
	partners := map[string]struct {
		f    pf
		want []string
	}{
		"none":           {pf{}, []string{"aerzte", "arzt", "neu", "operator", "staedte", "wuppertal"}},
		"id eq":          {pf{ID: &text{Eq: ptr(partnerID("arzt"))}}, []string{"arzt"}},
		"id ne":          {pf{ID: &text{Ne: ptr(partnerID("arzt"))}}, []string{"aerzte", "neu", "operator", "staedte", "wuppertal"}},
		"id in":          {pf{ID: &text{In: []string{partnerID("arzt"), partnerID("entwurf"), "x"}}}, []string{"arzt"}},
		"id in none":     {pf{ID: &text{In: []string{}}}, nil},
		"slug eq":        {pf{Slug: &text{Eq: ptr("neu")}}, []string{"neu"}},
		"slug eq case":   {pf{Slug: &text{Eq: ptr("NEU")}}, nil},
		"slug gt":        {pf{Slug: &text{Gt: ptr("neu")}}, []string{"operator", "staedte", "wuppertal"}},
		"slug between":   {pf{Slug: &text{Gte: ptr("neu"), Lt: ptr("staedte")}}, []string{"neu", "operator"}},
		"slug contains":  {pf{Slug: &text{Contains: ptr("RZT")}}, []string{"aerzte", "arzt"}},
		"name eq":        {pf{Name: &text{Eq: ptr("Ärzte der Welt")}}, []string{"aerzte"}},
		"name eq part":   {pf{Name: &text{Eq: ptr("Ärzte")}}, nil},
		"name of draft":  {pf{Name: &text{In: []string{"Dritte", "Alt", "Zweite"}}}, []string{"neu"}},
		"name ne":        {pf{Name: &text{Ne: ptr("Zweite")}}, []string{"aerzte", "arzt", "operator", "staedte", "wuppertal"}},
		"name gt":        {pf{Name: &text{Gt: ptr("Stadt Wuppertal")}}, []string{"neu", "staedte"}},
		"name gte":       {pf{Name: &text{Gte: ptr("stadt wuppertal")}}, []string{"neu", "staedte", "wuppertal"}},
		"name lt":        {pf{Name: &text{Lt: ptr("Stadt")}}, []string{"aerzte", "arzt", "operator"}},
		"name lte":       {pf{Name: &text{Lte: ptr("arzt 2")}}, []string{"operator"}}, // 10 comes behind 2
		"name ä as ae":   {pf{Name: &text{Contains: ptr("aerzte")}}, []string{"aerzte"}},
		"name Ä":         {pf{Name: &text{Contains: ptr("ÄRZTE")}}, []string{"aerzte"}},
		"name a is no ä": {pf{Name: &text{Contains: ptr("arzt")}}, []string{"arzt"}},
		"name contains":  {pf{Name: &text{Contains: ptr("kooperation INT")}}, []string{"staedte"}},
		"name empty":     {pf{Name: &text{Contains: ptr("")}}, []string{"aerzte", "arzt", "neu", "operator", "staedte", "wuppertal"}},
		"name null":      {pf{Name: &text{IsNull: ptr(true)}}, nil},
		"sector eq":      {pf{Sector: &network.SectorFilter{Eq: ptr(network.Sector("COMPANY"))}}, []string{"arzt", "operator"}},
		"sector ne":      {pf{Sector: &network.SectorFilter{Ne: ptr(network.Sector("COMPANY"))}}, []string{"aerzte", "neu", "staedte", "wuppertal"}},
		"sector in":      {pf{Sector: &network.SectorFilter{In: []network.Sector{"MUNICIPALITY", "ASSOCIATION"}}}, []string{"aerzte", "neu", "wuppertal"}},
		"website null":   {pf{Website: &text{IsNull: ptr(true)}}, []string{"arzt", "neu", "wuppertal"}},
		"website is":     {pf{Website: &text{IsNull: ptr(false)}}, []string{"aerzte", "operator", "staedte"}},
		"website ne":     {pf{Website: &text{Ne: ptr("https://a.example")}}, []string{"arzt", "neu", "operator", "staedte", "wuppertal"}}, // or missing
		"website in":     {pf{Website: &text{In: []string{"https://S.example", ""}}}, []string{"staedte"}},
		"name dotted":    {pf{Name: &text{Contains: ptr("Städte•koo")}}, []string{"staedte"}},
		"name half":      {pf{Name: &text{Contains: ptr("Städte·koope\u00adra·")}}, []string{"staedte"}},
		"website has":    {pf{Website: &text{Contains: ptr("s.EXAMPLE")}}, []string{"staedte"}},
		"website gt":     {pf{Website: &text{Gt: ptr("")}}, []string{"aerzte", "operator", "staedte"}}, // what is missing is not compared
		"website lt":     {pf{Website: &text{Lt: ptr("z")}}, []string{"aerzte", "operator", "staedte"}},
		"since eq":       {pf{MemberSince: &dates{Eq: date("2020-01-01")}}, []string{"aerzte", "operator"}},
		"since ne":       {pf{MemberSince: &dates{Ne: date("2020-01-01")}}, []string{"arzt", "neu", "staedte", "wuppertal"}},
		"since in":       {pf{MemberSince: &dates{In: []content.Date{"2012-05-01"}}}, []string{"staedte"}},
		"since gt":       {pf{MemberSince: &dates{Gt: date("2012-05-01")}}, []string{"aerzte", "operator"}},
		"since gte":      {pf{MemberSince: &dates{Gte: date("2012-05-01")}}, []string{"aerzte", "operator", "staedte"}},
		"since lt":       {pf{MemberSince: &dates{Lt: date("2020-01-01")}}, []string{"staedte"}},
		"since lte":      {pf{MemberSince: &dates{Lte: date("2020-01-01")}}, []string{"aerzte", "operator", "staedte"}},
		"since null":     {pf{MemberSince: &dates{IsNull: ptr(true)}}, []string{"arzt", "neu", "wuppertal"}},
		"demo":           {pf{Demo: &yes{Eq: ptr(true)}}, []string{"aerzte"}},
		"no demo":        {pf{Demo: &yes{Eq: ptr(false)}}, []string{"arzt", "neu", "operator", "staedte", "wuppertal"}},
		"not demo":       {pf{Demo: &yes{Ne: ptr(true)}}, []string{"arzt", "neu", "operator", "staedte", "wuppertal"}},
		"not no demo":    {pf{Demo: &yes{Ne: ptr(false)}}, []string{"aerzte"}},

		"an operator as text":      {pf{Name: &text{Eq: ptr(operator)}}, []string{"operator"}},
		"an operator in a list":    {pf{Name: &text{In: []string{operator, "$ne"}}}, []string{"operator"}},
		"an operator's name":       {pf{Website: &text{Eq: ptr(dollar)}}, []string{"operator"}},
		"an operator in a part":    {pf{Name: &text{Contains: ptr(`"$ne"`)}}, []string{"operator"}},
		"an expression for a part": {pf{Name: &text{Contains: ptr(".*")}}, nil},
		"an operator as id":        {pf{ID: &text{Eq: ptr(operator)}}, nil},

		"and":             {pf{And: []*pf{{Sector: &network.SectorFilter{Eq: ptr(network.Sector("COMPANY"))}}, {Website: &text{IsNull: ptr(true)}}}}, []string{"arzt"}},
		"and of none":     {pf{And: []*pf{}}, []string{"aerzte", "arzt", "neu", "operator", "staedte", "wuppertal"}},
		"or":              {pf{Or: []*pf{{Slug: &text{Eq: ptr("neu")}}, {Name: &text{Contains: ptr("welt")}}}}, []string{"aerzte", "neu"}},
		"or of none":      {pf{Or: []*pf{}}, nil},
		"or of empty":     {pf{Or: []*pf{{}, {Slug: &text{Eq: ptr("neu")}}}}, []string{"aerzte", "arzt", "neu", "operator", "staedte", "wuppertal"}},
		"not":             {pf{Not: &pf{Website: &text{Gt: ptr("")}}}, []string{"arzt", "neu", "wuppertal"}},
		"not of empty":    {pf{Not: &pf{}}, nil},
		"not of two":      {pf{Not: &pf{Website: &text{IsNull: ptr(true)}, MemberSince: &dates{IsNull: ptr(true)}}}, []string{"aerzte", "operator", "staedte"}},
		"not not":         {pf{Not: &pf{Not: &pf{Slug: &text{Eq: ptr("neu")}}}}, []string{"neu"}},
		"or in not in or": {pf{Or: []*pf{{Not: &pf{Or: []*pf{{Slug: &text{Ne: ptr("neu")}}}}}, {And: []*pf{{Slug: &text{Eq: ptr("arzt")}}, {Slug: &text{Eq: ptr("neu")}}}}}}, []string{"neu"}},
		"not in none":     {pf{Not: &pf{Slug: &text{In: []string{}}}}, []string{"aerzte", "arzt", "neu", "operator", "staedte", "wuppertal"}},
		"not or of none":  {pf{Not: &pf{Or: []*pf{}}}, []string{"aerzte", "arzt", "neu", "operator", "staedte", "wuppertal"}},
		"or beside field": {pf{Slug: &text{Eq: ptr("neu")}, Or: []*pf{{Slug: &text{Eq: ptr("arzt")}}}}, nil},
	}
	for name, tt := range partners {
		t.Run(name, func(t *testing.T) {
			q, err := network.QueryPartners(public, &tt.f, nil, list.Window{})
			if got := sorted(keys(t, s.Partners, q, err)); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}

	moment := func(n int) *time.Time { return ptr(day(n).In(time.FixedZone("", 3600))) }
	events := map[string]struct {
		f    ef
		want []string
	}{
		"starts eq":    {ef{StartsAt: &when{Eq: moment(10)}}, []string{"e1", "e3"}},
		"starts ne":    {ef{StartsAt: &when{Ne: moment(10)}}, []string{"e2"}},
		"starts in":    {ef{StartsAt: &when{In: []time.Time{*moment(9), *moment(1)}}}, []string{"e2"}},
		"starts gt":    {ef{StartsAt: &when{Gt: moment(9)}}, []string{"e1", "e3"}},
		"starts gte":   {ef{StartsAt: &when{Gte: moment(9)}}, []string{"e1", "e2", "e3"}},
		"starts lt":    {ef{StartsAt: &when{Lt: moment(10)}}, []string{"e2"}},
		"starts lte":   {ef{StartsAt: &when{Lte: moment(10)}}, []string{"e1", "e2", "e3"}},
		"ends eq":      {ef{EndsAt: &when{Eq: moment(11)}}, []string{"e1"}},
		"ends ne":      {ef{EndsAt: &when{Ne: moment(11)}}, []string{"e2", "e3"}},
		"ends lt":      {ef{EndsAt: &when{Lt: moment(30)}}, []string{"e1"}},
		"ends gt":      {ef{EndsAt: &when{Gt: moment(1)}}, []string{"e1"}},
		"ends null":    {ef{EndsAt: &when{IsNull: ptr(true)}}, []string{"e2", "e3"}},
		"ends is":      {ef{EndsAt: &when{IsNull: ptr(false)}}, []string{"e1"}},
		"city":         {ef{City: &text{Contains: ptr("koe")}}, []string{"e1"}},
		"city eq":      {ef{City: &text{Eq: ptr("Köln")}}, []string{"e1"}},
		"city null":    {ef{City: &text{IsNull: ptr(true)}}, []string{"e2", "e3"}}, // null, and in no place at all
		"online":       {ef{Online: &yes{Eq: ptr(true)}}, []string{"e2"}},
		"not online":   {ef{Online: &yes{Eq: ptr(false)}}, []string{"e1"}}, // e3 has no place
		"kind":         {ef{Kind: &network.EventKindFilter{Eq: ptr(network.EventKind("NETWORK_MEETING"))}}, []string{"e2", "e3"}},
		"hosts some":   {ef{Hosts: &network.PartnerListFilter{Some: &pf{Slug: &text{Eq: ptr("wuppertal")}}}}, []string{"e1"}},
		"hosts none":   {ef{Hosts: &network.PartnerListFilter{None: &pf{Slug: &text{Eq: ptr("wuppertal")}}}}, []string{"e2", "e3"}},
		"hosts every":  {ef{Hosts: &network.PartnerListFilter{Every: &pf{Slug: &text{Eq: ptr("staedte")}}}}, []string{"e2", "e3"}}, // a draft is no host
		"hosts at all": {ef{Hosts: &network.PartnerListFilter{Some: &pf{}}}, []string{"e1", "e3"}},
		"host a draft": {ef{Hosts: &network.PartnerListFilter{Some: &pf{Slug: &text{Eq: ptr("entwurf")}}}}, nil},
	}
	for name, tt := range events {
		t.Run(name, func(t *testing.T) {
			q, err := network.QueryEvents(public, &tt.f, nil, list.Window{})
			if got := sorted(keys(t, s.Events, q, err)); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
